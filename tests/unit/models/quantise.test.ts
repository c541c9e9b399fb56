import { describe, expect, it } from 'vitest';
import { quantiseToBytes } from '../../../src/core/models/quantise.ts';
import { decodeWeights } from '../../../src/core/models/weights-manifest.ts';

/** What a reader of the file gets. */
function roundTrip(values: Float32Array) {
  const { bytes, scale, min } = quantiseToBytes(values);
  const quantization = { dtype: 'uint8', scale, min };
  const weights = [{ name: 'w', shape: [values.length], dtype: 'float32', quantization }];
  return { scale, read: decodeWeights([{ paths: ['weights.bin'], weights }], bytes).values };
}

describe('quantiseToBytes', () => {
  it('comes within one step, and keeps 0', () => {
    const values = Float32Array.from({ length: 1000 }, (_, i) => Math.sin(i) * 0.3 + 0.1);
    values[17] = 0;
    const { scale, read } = roundTrip(values);
    expect(scale).toBeCloseTo(0.6 / 255, 4);
    expect(Math.max(...values.map((value, i) => Math.abs(value - (read[i] ?? 9))))).toBeLessThan(scale);
    expect(read[17]).toBeCloseTo(0, 7);
  });

  it('gives the ends of numbers of one sign, and constants, as they are', () => {
    const { read } = roundTrip(Float32Array.from([2, 2.5, 4]));
    expect(read[0]).toBeCloseTo(2, 6);
    expect(read[2]).toBeCloseTo(4, 6);
    expect([...roundTrip(Float32Array.from([0.25, 0.25])).read]).toEqual([0.25, 0.25]);
  });
});
