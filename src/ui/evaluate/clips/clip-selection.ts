import { type EvaluatedClip, type Prediction, scoresByLabel } from '../../../core/evaluation/evaluation.ts';
import { rankByConfidence } from '../../../core/evaluation/rank-mistakes.ts';

/** Which clips the list shows: those of one cell, or every mistake. */
export type ClipSelection =
  | { readonly kind: 'mistakes' }
  | { readonly kind: 'cell'; readonly actual: string; readonly predicted: string };

export const allMistakes: ClipSelection = { kind: 'mistakes' };

/**
 * The chosen clips in the order that is worth hearing: of mistakes the most confident first, because they show what
 * the model has wrong; of right answers the least confident first, because they are the next to go wrong.
 */
export function selectClips(
  predictions: readonly Prediction[],
  selection: ClipSelection,
  modelLabels: readonly string[],
): EvaluatedClip[] {
  const ranked = rankByConfidence(
    predictions
      .filter((clip) => isSelected(clip, selection))
      .map(({ path, label, predicted, scores }) => ({
        path,
        label,
        predicted,
        scores: scoresByLabel(modelLabels, scores),
      })),
  );
  return isAboutRightAnswers(selection) ? ranked.reverse() : ranked;
}

/** Whether the selection is a cell of the diagonal. */
export function isAboutRightAnswers(selection: ClipSelection): boolean {
  return selection.kind === 'cell' && selection.actual === selection.predicted;
}

/** The highest scores with their labels, in descending order. */
export function topScores(
  scores: Readonly<Record<string, number>>,
  count: number,
): { readonly label: string; readonly score: number }[] {
  return Object.entries(scores)
    .map(([label, score]) => ({ label, score }))
    .sort((a, b) => b.score - a.score)
    .slice(0, count);
}

function isSelected(clip: Prediction, selection: ClipSelection): boolean {
  return selection.kind === 'mistakes'
    ? clip.label !== clip.predicted
    : clip.label === selection.actual && clip.predicted === selection.predicted;
}
