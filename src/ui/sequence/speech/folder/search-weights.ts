import { alignWords } from '../../../../core/evaluation/align-words.ts';
import { countErrors, sumErrors } from '../../../../core/evaluation/word-errors.ts';
import type { ScoredSpeech } from '../speech-clients.ts';
import type { GridCell, SpeechSettings, WeightGrid } from './folder-state.ts';

const weightsToTry = [0, 0.5, 1, 1.5, 2, 3];
const penaltiesToTry = [-2, 0, 1, 2, 4, 6];

/** What is kept of a recording: its scores, not its sound. */
export type Scored = Pick<ScoredSpeech, 'sound' | 'labelSet'>;

/** Finds the best words for scores. */
export type FindWords = (scored: Scored, settings: SpeechSettings) => Promise<string[]>;

/** A recording's scores and what is said in it. */
type Recording = { readonly scored: Scored; readonly reference: readonly string[] };

/**
 * Measures recordings with every pair of language model weight and word insertion penalty; without a language model its
 * weight changes nothing and stays.
 *
 * @param tell gets the grid after each pair.
 * @throws whatever `find` does, also where the work was stopped.
 */
export async function searchWeights(
  recordings: readonly Recording[],
  settings: SpeechSettings,
  find: FindWords,
  tell: (grid: WeightGrid) => void,
): Promise<void> {
  const { options, language } = settings;
  const lmWeights = language.kind === 'none' ? [options.lmWeight] : weightsToTry;
  const cells: GridCell[] = [];
  const tellSoFar = () => tell({ lmWeights, penalties: penaltiesToTry, cells: [...cells] });
  tellSoFar();
  for (const lmWeight of lmWeights) {
    for (const wordInsertionPenalty of penaltiesToTry) {
      const tried = { ...settings, options: { ...options, lmWeight, wordInsertionPenalty } };
      const wordErrorRate = await rateWith(recordings, tried, find);
      cells.push({ lmWeight, wordInsertionPenalty, wordErrorRate });
      tellSoFar();
    }
  }
}

async function rateWith(
  recordings: readonly Recording[],
  settings: SpeechSettings,
  find: FindWords,
): Promise<number | null> {
  let numErrors = 0;
  let numWords = 0;
  for (const { scored, reference } of recordings) {
    const counts = countErrors(alignWords(reference, await find(scored, settings)));
    numErrors += sumErrors(counts);
    numWords += counts.words;
  }
  return numWords === 0 ? null : numErrors / numWords;
}

/** The pairs with the lowest rate. */
export function bestCells({ cells }: WeightGrid): GridCell[] {
  const rates = cells.flatMap(({ wordErrorRate }) => wordErrorRate ?? []);
  const lowest = Math.min(...rates);
  return cells.filter(({ wordErrorRate }) => wordErrorRate === lowest);
}
