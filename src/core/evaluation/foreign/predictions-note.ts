import type { ScoreForm } from './read-scores.ts';

/** What a person should know of how a file was read. */
export type PredictionsNote =
  /** So many rows have a path that came before; a number was added to it. */
  | { readonly kind: 'paths-twice'; readonly count: number }
  /** So many rows have no path; they are called by their number. */
  | { readonly kind: 'paths-missing'; readonly count: number }
  /** What the scores were, and have been made probabilities from. */
  | { readonly kind: `scores-${Exclude<ScoreForm, 'probabilities'>}` }
  /** The one column of scores is about one of two labels; the other has the rest. */
  | { readonly kind: 'scores-complement'; readonly label: string }
  /** In so many rows another label has a higher score than the predicted one. What was predicted counts. */
  | { readonly kind: 'not-highest'; readonly count: number };
