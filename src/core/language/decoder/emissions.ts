import type { LabelRole } from '../../models/metadata.ts';
import type { DecodeOptions } from './decode-options.ts';

/** The labels of a model, and which of them are words. */
export type LabelSet = {
  readonly labels: readonly string[];
  /** Labels that are not in it are words. */
  readonly roles: ReadonlyMap<string, LabelRole>;
};

/** The labels of a model by what they stand for; numbers are places among the labels. */
export type SortedLabels = {
  readonly words: readonly { readonly word: string; readonly label: number }[];
  readonly others: readonly number[];
  readonly silences: readonly number[];
};

export function sortLabels({ labels, roles }: LabelSet): SortedLabels {
  const ofRole = (role: LabelRole) =>
    labels.map((word, label) => ({ word, label })).filter(({ word }) => (roles.get(word) ?? 'word') === role);
  const numbers = (role: LabelRole) => ofRole(role).map(({ label }) => label);
  return { words: ofRole('word'), others: numbers('other'), silences: numbers('silence') };
}

/** What a path gains or loses by a label in a frame. */
export type Emission = (scores: Float32Array, label: number) => number;

/** Scores of 0 would forbid a word for good. */
const minScore = 1e-6;

/**
 * Turns a model's scores into what a path gains or loses by a label: acoustic scale × (ln p(label | sound) − prior scale
 * × ln p(label)).
 *
 * @param priors how frequent each label is; null = all alike.
 * @see Bourlard & Morgan 1994, Connectionist speech recognition: scaled likelihoods.
 */
export function createEmission(
  { acousticScale, priorScale }: Pick<DecodeOptions, 'acousticScale' | 'priorScale'>,
  priors: readonly number[] | null,
): Emission {
  const offset = priors?.map((prior) => priorScale * Math.log(Math.max(minScore, prior))) ?? null;
  return (scores, label) =>
    acousticScale * (Math.log(Math.max(minScore, scores[label] ?? 0)) - (offset?.[label] ?? 0));
}

/** The highest of several labels' emissions; −Infinity without one. */
export function bestEmission(emit: Emission, scores: Float32Array, labels: readonly number[]): number {
  return labels.reduce((best, label) => Math.max(best, emit(scores, label)), Number.NEGATIVE_INFINITY);
}

/** How frequent each label is in recordings like these, as the model hears them. */
export function estimatePriors(rows: readonly Float32Array[], numLabels: number): number[] {
  return Array.from(
    { length: numLabels },
    (_, label) => rows.reduce((sum, row) => sum + (row[label] ?? 0), 0) / Math.max(1, rows.length),
  );
}
