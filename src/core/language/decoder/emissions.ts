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

/** ln of a score, also where it is too small or, from a model gone astray, no number. */
function logOf(score: number | undefined): number {
  return Math.log(score !== undefined && score > minScore ? score : minScore);
}

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
  const offset = priors?.map((prior) => priorScale * logOf(prior)) ?? null;
  return (scores, label) => acousticScale * (logOf(scores[label]) - (offset?.[label] ?? 0));
}

/** What a guess among all labels comes to: a model without a label for silence says nothing of pauses. */
export function evenGuess(
  { acousticScale }: Pick<DecodeOptions, 'acousticScale'>,
  numLabels: number,
): number {
  return acousticScale * Math.log(1 / numLabels);
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
