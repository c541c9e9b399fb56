import { describe, expect, it } from 'vitest';
import type { AllocateFeatures } from '../../../src/core/features/extract-features.ts';
import { FeaturePack } from '../../../src/workers/feature-pack.ts';

const clip =
  (...values: number[]) =>
  (allocate: AllocateFeatures) => {
    const output = allocate(values.length);
    output.set(values);
    return { values: output, numFrames: 1, numBands: values.length };
  };

describe('FeaturePack', () => {
  it('puts clips behind each other, without room for those that failed', () => {
    const pack = new FeaturePack(3);
    pack.add(clip(1, 2));
    const fail = (allocate: AllocateFeatures) => {
      allocate(2).fill(9);
      throw new Error('no features');
    };
    expect(() => pack.add(fail)).toThrow('no features');
    pack.add(clip(3, 4));
    const { values, lengths } = pack.finish();
    expect([...values]).toEqual([1, 2, 3, 4]);
    expect(values.buffer.byteLength).toBe(16);
    expect(lengths).toBeNull();
  });

  it('keeps the number of valid frames', () => {
    const pack = new FeaturePack(2);
    pack.add((allocate) => ({ ...clip(1, 2)(allocate), numValid: 1 }));
    pack.add((allocate) => ({ ...clip(3, 4)(allocate), numValid: 0 }));
    expect(pack.finish()).toEqual({ values: Float32Array.of(1, 2, 3, 4), lengths: Int32Array.of(1, 0) });
  });

  it('refuses clips of different lengths', () => {
    const pack = new FeaturePack(2);
    pack.add(clip(1, 2));
    pack.add(clip(3));
    expect(() => pack.finish()).toThrow(expect.objectContaining({ code: 'front-end-invalid' }));
  });

  it('is empty without clips', () => {
    expect(new FeaturePack(2).finish().values).toHaveLength(0);
  });
});
