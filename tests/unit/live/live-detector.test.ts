import { describe, expect, it } from 'vitest';
import { LiveDetector } from '../../../src/core/models/live-detector.ts';
import type { ModelMetadata } from '../../../src/core/models/metadata.ts';

const labels = ['yes', 'no', '_unknown_', '_silence_'];
const roles: ModelMetadata['roles'] = new Map([
  ['yes', 'word'],
  ['no', 'word'],
  ['_unknown_', 'other'],
  ['_silence_', 'silence'],
]);
const live: ModelMetadata['live'] = {
  hopSec: 0.2,
  smoothingSec: 0.6,
  threshold: new Map([
    ['yes', 0.6],
    ['no', 0.8],
  ]),
  minCount: 2,
  refractorySec: 1,
};

/** One-hot-like scores: `score` for the label, the rest shared. */
function scoresFor(label: string, score = 0.97): Float32Array {
  return Float32Array.from(labels, (other) => (other === label ? score : (1 - score) / (labels.length - 1)));
}

/** Feeds one score every hop and lists when which label fired. */
function play(
  sequence: readonly (readonly [string, number?] | 'silent')[],
  change: Partial<typeof live> = {},
) {
  const detector = new LiveDetector({ labels, roles, live: { ...live, ...change } });
  return sequence.flatMap((step, i) => {
    const timeSec = i * live.hopSec;
    const { fired } =
      step === 'silent'
        ? detector.push(timeSec, scoresFor('yes', 1), true)
        : detector.push(timeSec, scoresFor(step[0], step[1]), false);
    return fired === null ? [] : [`${fired.label}@${timeSec.toFixed(1)}`];
  });
}

const quiet = ['_silence_'] as const;
const yes = ['yes'] as const;
const no = ['no'] as const;

describe('LiveDetector', () => {
  it('fires once for a word, when the mean reaches the threshold', () => {
    expect(play([quiet, quiet, quiet, yes, yes, yes, yes, quiet, quiet])).toEqual(['yes@0.8']);
  });

  it('fires again for the same word after it has gone', () => {
    const word = [yes, yes, yes, quiet, quiet, quiet, quiet] as const;
    expect(play([...word, ...word])).toEqual(['yes@0.2', 'yes@1.6']);
  });

  it('does not fire again while the word lasts', () => {
    expect(play(Array.from({ length: 30 }, () => yes))).toEqual(['yes@0.2']);
  });

  it('waits for the refractory time between two words', () => {
    expect(play([yes, yes, no, no, no, no, no, no])).toEqual(['yes@0.2', 'no@1.2']);
    expect(play([yes, yes, no, no, no, no, no, no], { refractorySec: 0 })).toEqual(['yes@0.2', 'no@0.8']);
  });

  it('asks each label for its own threshold', () => {
    expect(play(Array.from({ length: 6 }, () => ['yes', 0.7] as const))).toEqual(['yes@0.2']);
    expect(play(Array.from({ length: 6 }, () => ['no', 0.7] as const))).toEqual([]);
  });

  it('takes 0.5 where no threshold is stated', () => {
    expect(
      play(
        Array.from({ length: 6 }, () => ['yes', 0.55] as const),
        { threshold: new Map() },
      ),
    ).toEqual(['yes@0.2']);
    expect(
      play(
        Array.from({ length: 6 }, () => ['yes', 0.45] as const),
        { threshold: new Map() },
      ),
    ).toEqual([]);
  });

  it('needs enough scores', () => {
    expect(play([yes, yes, yes, yes], { minCount: 3 })).toEqual(['yes@0.4']);
    expect(play([yes, quiet], { minCount: 1 })).toEqual(['yes@0.0']);
  });

  it('never fires on other words or on silence', () => {
    expect(play(Array.from({ length: 10 }, () => ['_unknown_'] as const))).toEqual([]);
    expect(play(Array.from({ length: 10 }, () => quiet))).toEqual([]);
  });

  it('goes on in digital silence and does not fire on it, whatever the scores', () => {
    expect(play(Array.from({ length: 20 }, () => 'silent' as const))).toEqual([]);
    expect(play(['silent', 'silent', 'silent', 'silent', yes, yes, yes, 'silent', 'silent'])).toEqual([
      'yes@1.0',
    ]);
  });

  it('gives the mean of the window, and forgets on reset', () => {
    const detector = new LiveDetector({ labels, roles, live });
    detector.push(0, scoresFor('yes', 1), false);
    const { smoothed } = detector.push(0.2, scoresFor('no', 1), false);
    expect(Array.from(smoothed)).toEqual([0.5, 0.5, 0, 0]);
    detector.reset();
    expect(Array.from(detector.push(0.4, scoresFor('no', 1), false).smoothed)).toEqual([0, 1, 0, 0]);
  });

  it('does not keep the array that it was given', () => {
    const detector = new LiveDetector({ labels, roles, live });
    const scores = scoresFor('yes', 1);
    detector.push(0, scores, false);
    scores.fill(0);
    expect(detector.push(0.2, scoresFor('yes', 1), false).smoothed[0]).toBe(1);
  });
});
