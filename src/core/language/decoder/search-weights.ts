import { alignWords } from '../../evaluation/align-words.ts';
import { countErrors, sumErrors } from '../../evaluation/word-errors.ts';
import type { DecodeOptions } from './decode-options.ts';
import { decodeSound } from './decode-sound.ts';
import type { DecodeSetup } from './decode-setup.ts';
import type { SoundScores } from './sound-scores.ts';

/** A recording and what is said in it. */
export type SpokenReference = { readonly sound: SoundScores; readonly words: readonly string[] };

/** What is tried: each language weight with each penalty. */
export type WeightGrid = {
  readonly lmWeights: readonly number[];
  readonly wordInsertionPenalties: readonly number[];
};

/** How often words are heard wrongly with these weights. */
export type TriedWeights = Pick<DecodeOptions, 'lmWeight' | 'wordInsertionPenalty'> & {
  readonly wordErrorRate: number;
};

/**
 * Decodes recordings with one pair of weights after the other. Choose by recordings that no figure is told of.
 *
 * @returns one entry a step, row by row.
 */
export function* searchWeights(
  recordings: readonly SpokenReference[],
  setup: DecodeSetup,
  { lmWeights, wordInsertionPenalties }: WeightGrid,
): Generator<TriedWeights, void> {
  const numWords = recordings.reduce((sum, { words }) => sum + words.length, 0);
  for (const lmWeight of lmWeights) {
    for (const wordInsertionPenalty of wordInsertionPenalties) {
      const options = { ...setup.options, lmWeight, wordInsertionPenalty };
      const numErrors = recordings.reduce(
        (sum, recording) => sum + countWrong(recording, { ...setup, options }),
        0,
      );
      yield { lmWeight, wordInsertionPenalty, wordErrorRate: numErrors / Math.max(1, numWords) };
    }
  }
}

function countWrong({ sound, words }: SpokenReference, setup: DecodeSetup): number {
  const [best] = decodeSound(sound, setup, 1).nBest;
  const heard = best?.words.map(({ word }) => word) ?? [];
  return sumErrors(countErrors(alignWords(words, heard)));
}
