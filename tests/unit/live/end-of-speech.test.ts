import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EndOfSpeech, type SpeechState } from '../../../src/core/audio/end-of-speech.ts';
import { rateHz, sound } from './make-sound.ts';

/** When the detector finished, in seconds, and why. */
function run(samples: Float32Array, block = 512, sampleRateHz = rateHz): { sec: number; state: SpeechState } {
  const detector = new EndOfSpeech(sampleRateHz);
  let state: SpeechState = 'waiting';
  for (let start = 0; start < samples.length; start += block) {
    state = detector.push(samples.subarray(start, start + block));
    if (state === 'silence' || state === 'limit') return { sec: (start + block) / sampleRateHz, state };
  }
  return { sec: samples.length / sampleRateHz, state };
}

describe('EndOfSpeech', () => {
  it('stops 0.8 s after a word in a quiet room', () => {
    const { sec, state } = run(
      sound([
        { sec: 0.5, noise: 0.001 },
        { sec: 0.6, tone: 0.2 },
        { sec: 4, noise: 0.001 },
      ]),
    );
    expect(state).toBe('silence');
    expect(sec).toBeGreaterThan(1.85);
    expect(sec).toBeLessThan(2.05);
  });

  it('works at other rates and in digital silence', () => {
    const { sec, state } = run(
      sound([{ sec: 0.5 }, { sec: 0.6, tone: 0.05 }, { sec: 4 }], 48_000),
      1536,
      48_000,
    );
    expect(state).toBe('silence');
    expect(sec).toBeCloseTo(1.9, 0);
  });

  it('goes on over a gap within a word', () => {
    const word = [
      { sec: 0.3, tone: 0.2 },
      { sec: 0.4, noise: 0.001 },
      { sec: 0.3, tone: 0.2 },
    ];
    const { sec } = run(sound([{ sec: 0.3, noise: 0.001 }, ...word, { sec: 3, noise: 0.001 }]));
    expect(sec).toBeGreaterThan(2);
    expect(sec).toBeLessThan(2.25);
  });

  it('hears a word over a loud fan', () => {
    const { sec, state } = run(
      sound([
        { sec: 0.7, noise: 0.03 },
        { sec: 0.5, tone: 0.3, noise: 0.03 },
        { sec: 4, noise: 0.03 },
      ]),
    );
    expect(state).toBe('silence');
    expect(sec).toBeLessThan(2.3);
  });

  it('hears someone who speaks from the first moment', () => {
    const { sec, state } = run(
      sound([
        { sec: 0.8, tone: 0.2 },
        { sec: 4, noise: 0.001 },
      ]),
    );
    expect(state).toBe('silence');
    expect(sec).toBeLessThan(1.9);
  });

  it('does not take a click for speech', () => {
    const { state, sec } = run(
      sound([
        { sec: 1, noise: 0.001 },
        { sec: 0.01, tone: 0.9 },
        { sec: 6, noise: 0.001 },
      ]),
    );
    expect(state).toBe('limit');
    expect(sec).toBeCloseTo(5, 1);
  });

  it.each([
    ['digital silence', [{ sec: 8 }]],
    ['a quiet room', [{ sec: 8, noise: 0.001 }]],
    ['endless speech', [{ sec: 8, tone: 0.3 }]],
  ])('stops after 5 s of %s', (_name, stretches) => {
    const { sec, state } = run(sound(stretches));
    expect(state).toBe('limit');
    expect(sec).toBeCloseTo(5, 1);
  });

  it('does not depend on the size of the blocks', () => {
    const samples = sound([
      { sec: 0.4, noise: 0.002 },
      { sec: 0.5, tone: 0.2 },
      { sec: 2, noise: 0.002 },
    ]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), (block) => {
        const { sec, state } = run(samples, block);
        expect(state).toBe('silence');
        expect(Math.abs(sec - run(samples, 320).sec)).toBeLessThanOrEqual(block / rateHz + 1e-9);
      }),
      { numRuns: 25 },
    );
  });
});
