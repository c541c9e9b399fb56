import { type Architecture, parseArchitecture } from '../models/architecture.ts';
import { loadNetwork } from '../models/classifier.ts';
import type { FrontEnd } from '../features/front-end.ts';
import type { ModelFile } from '../models/model-file.ts';
import { defaultTrainingFrontEnd } from './config/front-end-config.ts';
import type { TrainingConfig } from './config/training-config.ts';
import type { TrainedClassifier } from './train-classifier.ts';

/** The network and the front end that a training begins with. */
export type TrainingStart = {
  readonly architecture: Architecture;
  readonly frontEnd: FrontEnd;
  /** The model whose encoder comes along; whoever asked disposes of its network. */
  readonly start: Pick<TrainedClassifier, 'model' | 'normalisation'> | null;
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
    start: { model: await loadNetwork(file), normalisation: metadata.normalisation },
  };
}
