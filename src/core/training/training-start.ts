import { type Architecture, parseArchitecture } from '../models/architecture.ts';
import { loadNetwork } from '../models/classifier.ts';
import type { FrontEnd } from '../features/front-end.ts';
import type { ModelFile } from '../models/model-file.ts';
import type { TrainedOn } from '../models/trained-on.ts';
import { defaultTrainingFrontEnd } from './config/front-end-config.ts';
import type { TrainingConfig } from './config/training-config.ts';
import type { StartNetwork } from './train-classifier.ts';

/** The network and the front end that a training begins with. */
export type TrainingStart = {
  readonly architecture: Architecture;
  readonly frontEnd: FrontEnd;
  /** The model that comes along; whoever asked disposes of its network. */
  readonly start:
    | (Pick<StartNetwork, 'model' | 'normalisation'> & {
        readonly labels: readonly string[];
        readonly trainedOn: TrainedOn | undefined;
      })
    | null;
};

/**
 * Opens what the configuration's `model` names: sizes of a new network, or another model.
 *
 * @param loadModel finds a model by name or file.
 * @throws PhonoscopeError `model-invalid` when the model's network does not load; what `loadModel` throws.
 */
export async function openTrainingStart(
  { model, frontEnd }: Pick<TrainingConfig, 'model' | 'frontEnd'>,
  loadModel: (nameOrFile: string) => Promise<ModelFile>,
): Promise<TrainingStart> {
  if (!('from' in model)) {
    return { architecture: model.architecture, frontEnd: frontEnd ?? defaultTrainingFrontEnd, start: null };
  }
  const file = await loadModel(model.from);
  const { metadata } = file;
  return {
    architecture: parseArchitecture(metadata.architecture),
    frontEnd: metadata.frontEnd,
    start: {
      model: await loadNetwork(file),
      normalisation: metadata.normalisation,
      labels: metadata.labels,
      trainedOn: metadata.card.trainedOn,
    },
  };
}

/** What of a model to start from a network for these labels takes over: all of it where the labels are the same. */
export function startNetwork(start: TrainingStart['start'], labels: readonly string[]): StartNetwork | null {
  if (start === null) return null;
  const isSame =
    start.labels.length === labels.length && start.labels.every((label, index) => label === labels[index]);
  return { model: start.model, normalisation: start.normalisation, keepsHead: isSame };
}
