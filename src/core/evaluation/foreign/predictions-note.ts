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

/** The note as an English sentence, for the command line. */
export function describeNote(note: PredictionsNote): string {
  switch (note.kind) {
    case 'paths-twice':
      return `${note.count} rows have a path that came before; a number was added to it.`;
    case 'paths-missing':
      return `${note.count} rows have no path; they are called by their number.`;
    case 'scores-percentages':
      return 'The scores are per cent; they were divided by 100.';
    case 'scores-logits':
      return 'Some scores are negative, as logits are: probabilities were made of them by a softmax.';
    case 'scores-scaled':
      return 'The scores of a clip do not sum to 1; each was divided by their sum.';
    case 'scores-complement':
      return `Only "${note.label}" has scores; the other label has what is left to 1.`;
    default:
      return `In ${note.count} rows another label has a higher score than the predicted one; what was predicted counts.`;
  }
}
