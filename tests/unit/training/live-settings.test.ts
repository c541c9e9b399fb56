import { describe, expect, it } from 'vitest';
import { LiveDetector } from '../../../src/core/models/live-detector.ts';
import { chooseLiveSettings, type ScoredStream } from '../../../src/core/training/live-settings.ts';

const labels = ['yes', 'no', '_unknown_', '_silence_'];
const model = {
  labels,
  roles: new Map([
    ['yes', 'word'],
    ['no', 'word'],
    ['_unknown_', 'other'],
    ['_silence_', 'silence'],
  ] as const),
};
const live = { hopSec: 0.2, smoothingSec: 0.2, threshold: new Map(), minCount: 1, refractorySec: 0.8 };

/** Three windows; in the middle one, `label` has the score, and the rest falls to `_silence_` and `_unknown_`. */
function stream(word: string | null, label: string, score: number): ScoredStream {
  const peak = labels.map((name) => (name === label ? score : name === '_silence_' ? 0 : (1 - score) / 3));
  const quiet = [0, 0, 0, 1];
  return {
    word,
    windows: [quiet, peak, quiet].map((scores, index) => ({
      timeSec: 0.2 * (index + 1),
      scores: Float32Array.from(scores),
      isSilent: false,
    })),
  };
}

/** 0.5, 0.51 … */
const rising = (word: string | null, label: string, count: number, from: number) =>
  Array.from({ length: count }, (_, index) => stream(word, label, from + index / 100));

const options = { smoothingSecs: [0.2], acceptShare: 0.9 };

describe('chooseLiveSettings', () => {
  it('hears the wanted share of the words, and no more than is needed for it', () => {
    const streams = [...rising('yes', 'yes', 20, 0.6), ...rising('no', 'no', 20, 0.7)];
    const choice = chooseLiveSettings(streams, model, live, options);
    expect(choice.acceptedShare).toBeGreaterThanOrEqual(0.9);
    expect(choice.acceptedShare).toBeLessThanOrEqual(0.95);
    expect([...choice.live.threshold.keys()]).toEqual(['yes', 'no']);
  });

  it('lets only the word pay that has false alarms', () => {
    const words = [...rising('yes', 'yes', 40, 0.55), ...rising('no', 'no', 40, 0.55)];
    const falseAlarms = rising(null, 'yes', 4, 0.55);
    const { live: chosen, numFalse } = chooseLiveSettings([...words, ...falseAlarms], model, live, options);
    expect(numFalse).toBe(0);
    expect(chosen.threshold.get('yes')).toBeGreaterThan(0.58);
    expect(chosen.threshold.get('no')).toBeLessThan(chosen.threshold.get('yes') ?? 0);
  });

  it('counts nothing in which another label is the highest, whatever its role', () => {
    const streams = [...rising('yes', 'yes', 10, 0.8), ...rising(null, '_unknown_', 10, 0.34)];
    const choice = chooseLiveSettings(streams, model, live, { ...options, acceptShare: 1 });
    expect(choice).toMatchObject({ acceptedShare: 1, numFalse: 0 });
    expect(choice.live.threshold.has('_unknown_')).toBe(false);
  });

  it('takes the smoothing with the fewest false alarms: short bursts average out', () => {
    const long = (word: string | null, score: number, numWindows: number): ScoredStream => {
      const [quiet, burst] = [stream(null, '_silence_', 1), stream(word, 'yes', score)].map(
        ({ windows }) => windows[1]?.scores ?? new Float32Array(4),
      );
      return {
        word,
        windows: Array.from({ length: 8 }, (_, index) => ({
          timeSec: 0.2 * (index + 1),
          scores: (index > 2 && index <= 2 + numWindows ? burst : quiet) ?? new Float32Array(4),
          isSilent: false,
        })),
      };
    };
    const streams = [
      ...Array.from({ length: 10 }, () => long('yes', 0.9, 4)),
      ...Array.from({ length: 5 }, () => long(null, 0.95, 1)),
    ];
    const choice = chooseLiveSettings(streams, model, live, { ...options, smoothingSecs: [0.2, 0.6] });
    expect(choice.live.smoothingSec).toBe(0.6);
    expect(choice).toMatchObject({ acceptedShare: 1, numFalse: 0 });
  });

  it('says of each stream what the detector then does', () => {
    const streams = [
      ...rising('yes', 'yes', 20, 0.5),
      ...rising('no', 'no', 20, 0.5),
      ...rising(null, 'no', 10, 0.45),
    ];
    const choice = chooseLiveSettings(streams, model, live, options);
    const fires = ({ windows }: ScoredStream) => {
      const detector = new LiveDetector({ ...model, live: choice.live });
      return windows.some((w) => detector.push(w.timeSec, w.scores, w.isSilent).fired !== null);
    };
    const words = streams.filter(({ word }) => word !== null);
    expect(words.filter(fires).length / words.length).toBe(choice.acceptedShare);
    expect(streams.filter(({ word }) => word === null).filter(fires)).toHaveLength(choice.numFalse);
  });
});
