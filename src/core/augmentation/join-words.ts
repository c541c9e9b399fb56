import type { Random } from '../training/random.ts';
import { activePower } from './active-power.ts';
import { planTimeStretch } from './time-stretch.ts';

/** How single words become one recording. */
export type JoinOptions = {
  readonly sampleRateHz: number;
  /** Pause between two words, drawn evenly; negative = they overlap by so much. */
  readonly gapSec: readonly [number, number];
  /** Before the first and behind the last word. */
  readonly edgeSec: readonly [number, number];
  /** Words are brought to one level, give or take so much; null leaves each as it was recorded. */
  readonly levelSpreadDb: number | null;
  /** How much faster each word is said than it was recorded, drawn evenly: words in a row are shorter. */
  readonly tempo: readonly [number, number];
};

/** A recording of several words. */
export type JoinedWords = {
  readonly samples: Float32Array;
  /** Where each word begins and ends, in samples. */
  readonly spans: readonly (readonly [number, number])[];
};

/** Of every word that is brought to a level. */
const targetPower = 10 ** (-26 / 10);

/** Puts recordings of single words one after the other, as if they had been said in one breath. */
export function joinWords(
  recorded: readonly Float32Array[],
  { sampleRateHz, gapSec, edgeSec, levelSpreadDb, tempo }: JoinOptions,
  random: Random,
): JoinedWords {
  const draw = ([min, max]: readonly [number, number]) =>
    Math.round(sampleRateHz * (min === max ? min : random.uniform(min, max)));
  const stretch = planTimeStretch(sampleRateHz);
  const words = recorded.map((word) => {
    const ratio = tempo[0] === tempo[1] ? tempo[0] : random.uniform(...tempo);
    if (ratio === 1) return word;
    const faster = new Float32Array(Math.round(word.length / ratio));
    stretch(word, ratio, faster);
    return faster;
  });
  let end = draw(edgeSec);
  const spans = words.map(({ length }, index): readonly [number, number] => {
    const start = Math.max(0, index === 0 ? end : end + draw(gapSec));
    end = start + length;
    return [start, end];
  });
  const samples = new Float32Array(end + draw(edgeSec));
  for (const [index, word] of words.entries()) {
    const [start = 0] = spans[index] ?? [];
    const gain = levelSpreadDb === null ? 1 : gainFor(word, sampleRateHz, levelSpreadDb, random);
    for (let i = 0; i < word.length; i++) samples[start + i]! += gain * (word[i] ?? 0);
  }
  return { samples, spans };
}

function gainFor(word: Float32Array, sampleRateHz: number, spreadDb: number, random: Random): number {
  const power = activePower(word, sampleRateHz);
  const spread = 10 ** (random.uniform(-spreadDb, spreadDb) / 20);
  return power > 0 ? spread * Math.sqrt(targetPower / power) : 1;
}
