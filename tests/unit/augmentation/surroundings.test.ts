import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addNoise, cutNoise } from '../../../src/core/augmentation/add-noise.ts';
import { builtInNoises } from '../../../src/core/augmentation/built-in-noises.ts';
import { planConvolver } from '../../../src/core/augmentation/convolver.ts';
import { decayingNoise, prepareRooms } from '../../../src/core/augmentation/rooms.ts';
import { planPowerFft } from '../../../src/core/features/real-fft.ts';
import { createRandom } from '../../../src/core/training/random.ts';

const rate = 16_000;

function noise(rms: number, seed: number, length: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length }, () => rms * random.normal());
}

/** Mean power of the 20 ms within 15 dB of the loudest, written another way than in the code under test. */
function activeDb(samples: Float32Array): number {
  const powers: number[] = [];
  for (let at = 0; at + 320 <= samples.length; at += 320) {
    powers.push(samples.slice(at, at + 320).reduce((sum, value) => sum + (value * value) / 320, 0));
  }
  const active = powers.filter((power) => 10 * Math.log10(power / Math.max(...powers)) >= -15);
  return 10 * Math.log10(active.reduce((sum, power) => sum + power, 0) / active.length);
}

describe('addNoise', () => {
  it('adds noise at the SNR that was asked for, measured over the active part', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -20, max: 40, noNaN: true }),
        fc.integer({ min: 0, max: 99 }),
        (snrDb, seed) => {
          // A word of 0.3 s in a second of silence; a noise that is on for half of the time.
          const clip = new Float32Array(rate);
          clip.set(noise(0.2, seed, 4800), 6000);
          const piece = noise(0.03, seed + 100, rate);
          piece.fill(0, 8000);
          const mixed = clip.slice();
          addNoise(mixed, piece, snrDb, rate);
          const added = mixed.map((value, i) => value - (clip[i] ?? 0));
          expect(Math.abs(activeDb(clip) - activeDb(added) - snrDb)).toBeLessThan(0.1);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('leaves a silent clip and a clip under silent noise as they are', () => {
    const silent = new Float32Array(1000);
    addNoise(silent, noise(1, 1, 1000), 0, rate);
    expect(silent).toEqual(new Float32Array(1000));
    const clip = noise(0.1, 2, 1000);
    const same = clip.slice();
    addNoise(same, new Float32Array(1000), 0, rate);
    expect(same).toEqual(clip);
  });
});

describe('cutNoise', () => {
  it('repeats a noise that is too short', () => {
    const output = new Float32Array(7);
    cutNoise(Float32Array.of(1, 2, 3), 2, output);
    expect([...output]).toEqual([3, 1, 2, 3, 1, 2, 3]);
    cutNoise(new Float32Array(0), 0, output);
    expect([...output]).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });
});

describe('convolution', () => {
  it('equals the sum written out, for any lengths', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 60 }), (length, numTaps) => {
        const samples = noise(1, length, length);
        const taps = Float64Array.from(noise(1, numTaps, numTaps));
        const convolver = planConvolver(60);
        const output = samples.slice();
        convolver.addConvolved(output, convolver.spectrumOf(taps), 0.5);
        for (let n = 0; n < length; n++) {
          let sum = samples[n] ?? 0;
          for (let k = 0; k <= Math.min(n, numTaps - 1); k++)
            sum += 0.5 * (taps[k] ?? 0) * (samples[n - k] ?? 0);
          // Float32 samples of size 1 to 20.
          expect(Math.abs(sum - (output[n] ?? 0))).toBeLessThan(1e-5);
        }
      }),
      { numRuns: 30 },
    );
  });
});

describe('rooms', () => {
  it('decay by 60 dB in the time asked for', () => {
    const tail = decayingNoise(0.5, rate, 1);
    const partDb = (from: number) => {
      const part = tail.slice(from * rate, (from + 0.05) * rate);
      return 10 * Math.log10(part.reduce((sum, value) => sum + value * value, 0));
    };
    // 0.2 s are 24 dB; 800 random samples scatter by a quarter of a dB.
    expect(Math.abs(partDb(0.01) - partDb(0.21) - 24)).toBeLessThan(1.5);
    expect(tail.reduce((sum, value) => sum + value * value, 0)).toBeCloseTo(1, 5);
  });

  it('leave the direct sound where it was', () => {
    const { addTail, numRooms } = prepareRooms([0.1, 0.4], [], rate);
    const click = new Float32Array(4000);
    click[100] = 1;
    addTail(click, numRooms - 1, 0.5);
    expect(Math.max(...click.subarray(0, 100).map(Math.abs))).toBeLessThan(1e-6);
    expect(click[100]).toBeCloseTo(1, 6);
    const tailEnergy = click.subarray(101).reduce((sum, value) => sum + value * value, 0);
    // Within the quarter of a second that is there.
    expect(tailEnergy).toBeGreaterThan(0.45);
    expect(tailEnergy).toBeLessThan(0.51);
  });

  it('add nothing for a silent impulse response', () => {
    const { addTail } = prepareRooms([0.1, 0.4], [new Float32Array(50)], rate);
    const clip = noise(0.1, 1, 500);
    const same = clip.slice();
    addTail(same, 0, 1);
    expect(same).toEqual(clip);
  });
});

describe('built-in noises', () => {
  const noises = builtInNoises(rate);

  /** Mean power of an octave that starts at a frequency, in dB. */
  function octaveDb(samples: Float32Array, hz: number): number {
    const size = 4096;
    const transform = planPowerFft(size);
    const sums = new Float64Array(size / 2 + 1);
    const power = new Float64Array(size / 2 + 1);
    for (let at = 0; at + size <= samples.length; at += size) {
      transform(Float64Array.from(samples.subarray(at, at + size)), power);
      power.forEach((value, bin) => (sums[bin] = (sums[bin] ?? 0) + value));
    }
    const bins = sums.slice((hz * size) / rate, (2 * hz * size) / rate);
    return 10 * Math.log10(bins.reduce((sum, value) => sum + value, 0) / bins.length);
  }

  it('have one level and last eight seconds', () => {
    expect(noises).toHaveLength(5);
    for (const samples of noises) {
      expect(samples).toHaveLength(8 * rate);
      const power = samples.reduce((sum, value) => sum + value * value, 0) / samples.length;
      expect(Math.sqrt(power)).toBeCloseTo(0.1, 4);
    }
  });

  it.each([
    ['white', 0, 0],
    ['pink', 1, -3],
    ['brown', 2, -6],
  ])('fall as %s noise does', (_, index, dbPerOctave) => {
    const samples = noises[index] ?? new Float32Array(0);
    const slope = (octaveDb(samples, 2000) - octaveDb(samples, 250)) / 3;
    expect(Math.abs(slope - dbPerOctave)).toBeLessThan(0.5);
  });

  it('babble in syllables, with most of its sound below 4 kHz', () => {
    const babble = noises[4] ?? new Float32Array(0);
    expect(octaveDb(babble, 500) - octaveDb(babble, 4000)).toBeGreaterThan(10);
  });
});
