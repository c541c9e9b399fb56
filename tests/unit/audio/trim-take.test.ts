import { describe, expect, it } from 'vitest';
import { trimTake } from '../../../src/core/audio/trim-take.ts';
import { rateHz, sound } from '../live/make-sound.ts';

const codeOf = (samples: Float32Array) => {
  try {
    trimTake(samples, rateHz);
    return null;
  } catch (thrown) {
    return (thrown as { code: string }).code;
  }
};

describe('trimTake', () => {
  it('keeps the word with 0.12 s before and behind it', () => {
    const take = sound([
      { sec: 1, noise: 0.001 },
      { sec: 0.5, tone: 0.2, noise: 0.001 },
      { sec: 1, noise: 0.001 },
    ]);
    const cut = trimTake(take, rateHz);
    expect(cut.length / rateHz).toBeCloseTo(0.74, 2);
    expect(cut[0]).toBe(take[Math.round(0.88 * rateHz)]);
  });

  it('keeps a word with a gap as one, and leaves out a click before it', () => {
    const cut = trimTake(
      sound([
        { sec: 0.3, noise: 0.001 },
        { sec: 0.02, tone: 0.3 },
        { sec: 0.5, noise: 0.001 },
        { sec: 0.2, tone: 0.2 },
        { sec: 0.2, noise: 0.001 },
        { sec: 0.2, tone: 0.15 },
        { sec: 0.5, noise: 0.001 },
      ]),
      rateHz,
    );
    expect(cut.length / rateHz).toBeCloseTo(0.84, 2);
  });

  it('finds a word in a loud room', () => {
    const cut = trimTake(
      sound([
        { sec: 0.8, noise: 0.02 },
        { sec: 0.4, tone: 0.2, noise: 0.02 },
        { sec: 0.8, noise: 0.02 },
      ]),
      rateHz,
    );
    expect(cut.length / rateHz).toBeCloseTo(0.64, 1);
  });

  it('does not reach beyond the ends of the take', () => {
    const take = sound([{ sec: 0.5, tone: 0.2 }]);
    expect(trimTake(take, rateHz)).toEqual(take);
    expect(take[100]).not.toBe(0);
  });

  it('refuses silence, a room, what is cut off, and what is no single word', () => {
    expect(codeOf(new Float32Array(rateHz))).toBe('take-silent');
    expect(codeOf(new Float32Array(0))).toBe('take-silent');
    expect(codeOf(sound([{ sec: 2, noise: 0.0005 }]))).toBe('take-silent');
    expect(codeOf(sound([{ sec: 3, tone: 0.2 }]))).toBe('take-long');
    const loud = sound([
      { sec: 0.4, noise: 0.001 },
      { sec: 0.5, tone: 4 },
      { sec: 0.4, noise: 0.001 },
    ]).map((sample) => Math.max(-1, Math.min(1, sample)));
    expect(codeOf(loud)).toBe('take-clipped');
  });

  it('does not mind a single sample at full scale', () => {
    const take = sound([{ sec: 0.5, tone: 0.5 }]);
    take[4000] = 1;
    expect(codeOf(take)).toBeNull();
  });
});
