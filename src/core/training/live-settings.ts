import { LiveDetector } from '../models/live-detector.ts';
import type { ModelMetadata } from '../models/metadata.ts';

/** The scores of one window of a stream, as live mode makes them. */
export type WindowScores = {
  /** When the window ends. */
  readonly timeSec: number;
  readonly scores: Float32Array;
  /** Every sample of the window is zero. */
  readonly isSilent: boolean;
};

/** A few seconds of sound in which at most one word is said. */
export type ScoredStream = {
  /** The word that is said; null where nothing may be heard: other words, noise, silence. */
  readonly word: string | null;
  readonly windows: readonly WindowScores[];
};

export type LiveChoice = {
  readonly live: ModelMetadata['live'];
  /** Share of the streams with a word in which a word is heard, the right one or another. */
  readonly acceptedShare: number;
  /** Streams without a word in which one is heard. */
  readonly numFalse: number;
};

type Model = Pick<ModelMetadata, 'labels' | 'roles'>;

/** The highest mean score of each label in a stream, over the windows in which it is the highest of all labels. */
type Peaks = { readonly word: string | null; readonly peaks: ReadonlyMap<string, number> };

const candidates = Array.from({ length: 35 }, (_, step) => (30 + 2 * step) / 100);
/** How many words one false alarm may cost; the first is for free. */
const prices = [0, ...Array.from({ length: 13 }, (_, step) => 2 ** (step - 6))];
/** How far all thresholds may be raised together at the end, in log odds. */
const raises = Array.from({ length: 81 }, (_, step) => step * 0.05);
const highest = 0.99;

/**
 * Chooses live mode's thresholds, one for each word, and the time over which scores are averaged: those with the fewest
 * false alarms among those that still hear a wanted share of the words. Labels with the roles `other` and `silence`
 * get no threshold: they never fire, and only compete.
 *
 * For one smoothing, a false alarm is worth so many missed words as can be afforded, and each word's threshold is the
 * one with the least to pay; what is left over raises all of them.
 *
 * @param smoothingSecs what to try; of equals, the first wins.
 * @param acceptShare 0…1; where it cannot be reached, the lowest thresholds are taken.
 */
export function chooseLiveSettings(
  streams: readonly ScoredStream[],
  model: Model,
  live: ModelMetadata['live'],
  { smoothingSecs, acceptShare }: { smoothingSecs: readonly number[]; acceptShare: number },
): LiveChoice {
  const choices = smoothingSecs.map((smoothingSec): LiveChoice => {
    const settings = { ...live, smoothingSec };
    const peaks = streams.map((stream) => findPeaks(stream, model, settings));
    const threshold = chooseThresholdsOf(peaks, model, acceptShare);
    return { live: { ...settings, threshold }, ...countHeard(peaks, threshold) };
  });
  const reaching = choices.filter(({ acceptedShare }) => acceptedShare >= acceptShare);
  const [first, ...rest] = reaching.length > 0 ? reaching : choices;
  if (first === undefined) throw new RangeError('There is no smoothing to choose from.');
  return rest.reduce((best, choice) => (choice.numFalse < best.numFalse ? choice : best), first);
}

function findPeaks({ word, windows }: ScoredStream, model: Model, live: ModelMetadata['live']): Peaks {
  const detector = new LiveDetector({ ...model, live });
  const peaks = new Map<string, number>();
  for (const { timeSec, scores, isSilent } of windows) {
    const { smoothed } = detector.push(timeSec, scores, isSilent);
    const score = Math.max(...smoothed);
    const label = model.labels[smoothed.indexOf(score)] ?? '';
    if (model.roles.get(label) === 'word') peaks.set(label, Math.max(score, peaks.get(label) ?? 0));
  }
  return { word, peaks };
}

function chooseThresholdsOf(streams: readonly Peaks[], { labels, roles }: Model, acceptShare: number) {
  const words = labels.filter((label) => roles.get(label) === 'word');
  let chosen = new Map<string, number>();
  for (const price of prices) {
    const next = new Map(words.map((word) => [word, cheapest(streams, word, price)]));
    if (price > 0 && countHeard(streams, next).acceptedShare < acceptShare) break;
    chosen = next;
  }
  const raised = raises.map((raise) => new Map([...chosen].map(([word, t]) => [word, raiseBy(t, raise)])));
  return raised.findLast((next) => countHeard(streams, next).acceptedShare >= acceptShare) ?? chosen;
}

/** The threshold at which missed words and false alarms cost least; of equals, the highest. */
function cheapest(streams: readonly Peaks[], word: string, price: number): number {
  const costs = candidates.map((threshold) =>
    streams.reduce((cost, { word: said, peaks }) => {
      const isHeard = (peaks.get(word) ?? 0) >= threshold;
      if (said === word) return cost + (isHeard ? 0 : 1);
      return cost + (isHeard ? price : 0);
    }, 0),
  );
  const least = Math.min(...costs);
  return candidates[costs.lastIndexOf(least)] ?? highest;
}

/** Adds to the log odds; rounded to thousandths, so that a model file stays readable. */
function raiseBy(threshold: number, raise: number): number {
  const odds = (threshold / (1 - threshold)) * Math.exp(raise);
  return Math.min(highest, Math.round((odds / (1 + odds)) * 1000) / 1000);
}

function countHeard(streams: readonly Peaks[], threshold: ReadonlyMap<string, number>) {
  const isHeard = ({ peaks }: Peaks) =>
    [...peaks].some(([label, peak]) => peak >= (threshold.get(label) ?? Infinity));
  const withWord = streams.filter(({ word }) => word !== null);
  return {
    acceptedShare: withWord.filter(isHeard).length / Math.max(1, withWord.length),
    numFalse: streams.filter((stream) => stream.word === null && isHeard(stream)).length,
  };
}
