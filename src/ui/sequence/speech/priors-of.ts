import type { DecodeOptions } from '../../../core/language/decoder/decode-options.ts';
import { estimatePriors } from '../../../core/language/decoder/emissions.ts';
import type { ScoredSpeech } from '../../../workers/score-speech.ts';

/**
 * How frequent each label is, where that is to be taken out of the scores: as the model hears them in this recording,
 * since nobody knows it of others.
 *
 * @returns null where it is not wanted.
 */
export function priorsOf(
  { sound, labelSet }: Pick<ScoredSpeech, 'sound' | 'labelSet'>,
  { priorScale }: DecodeOptions,
): number[] | null {
  if (priorScale === 0) return null;
  const rows = sound.kind === 'frames' ? sound.rows : sound.segments.map(({ scores }) => scores);
  return estimatePriors(rows, labelSet.labels.length);
}
