import { wilsonInterval } from '../evaluation/wilson-interval.ts';
import type { Normalisation } from '../features/features.ts';
import { fingerprint } from '../features/fingerprint.ts';
import type { FrontEnd } from '../features/front-end.ts';
import type { Architecture } from '../models/architecture.ts';
import type { LabelRole, ModelMetadata } from '../models/metadata.ts';
import { describeTrainingClips, type HashedClip, type TrainedOn } from '../models/trained-on.ts';
import { chooseThresholds, type ScoredClip } from './thresholds.ts';

export type TrainedModelFacts = {
  readonly name: string;
  readonly labels: readonly string[];
  readonly frontEnd: FrontEnd;
  readonly normalisation: Normalisation | null;
  readonly architecture: Architecture;
  readonly seed: number;
  /** The validation clips with their scores. */
  readonly scored: readonly ScoredClip[];
  /** Those of the training and the validation part. */
  readonly clips: readonly HashedClip[];
  /** Of the model that the training started from, if there was one. */
  readonly startedFrom: TrainedOn | undefined;
};

/** Live mode's settings that do not depend on the words. */
export const liveDefaults = { hopSec: 0.2, smoothingSec: 0.5, minCount: 2, refractorySec: 0.8 } as const;

/** What a label stands for, by the names that Speech Commands uses. */
export function roleOfLabel(label: string): LabelRole {
  if (label === '_unknown_') return 'other';
  return label === '_silence_' || label === '_background_noise_' ? 'silence' : 'word';
}

/** Puts together the metadata of a model that a person trained on data of their own. */
export function describeTrainedModel(facts: TrainedModelFacts): ModelMetadata {
  const { labels, frontEnd, normalisation, scored } = facts;
  const numCorrect = scored.filter(
    ({ label, scores }) => scores.indexOf(Math.max(...scores)) === label,
  ).length;
  const trainedOn = describeTrainingClips(facts.clips, facts.startedFrom);
  const figure = {
    data: 'validation part of the training data',
    split: 'validation',
    numClips: scored.length,
    accuracy: numCorrect / Math.max(1, scored.length),
    interval: wilsonInterval(numCorrect, scored.length),
  };
  return {
    version: 1,
    name: facts.name.slice(0, 100),
    labels: [...labels],
    roles: new Map(labels.map((label) => [label, roleOfLabel(label)])),
    frontEnd,
    fingerprint: fingerprint(frontEnd),
    normalisation:
      normalisation === null ? null : { mean: [...normalisation.mean], std: [...normalisation.std] },
    architecture: facts.architecture,
    live: {
      ...liveDefaults,
      threshold: chooseThresholds(scored, labels, (label) => roleOfLabel(label) === 'word'),
    },
    card: {
      summary: `Tells ${labels.length} labels apart.`,
      data: [],
      figures: scored.length === 0 ? [] : [figure],
      limits: ['It knows the voices, rooms and microphones of its training data.'],
      licence: 'That of the data it was trained on.',
      createdWith: 'Phonoscope, train',
      seed: facts.seed,
      ...(trainedOn !== undefined && { trainedOn }),
    },
  };
}
