import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mixup } from '../../../src/core/augmentation/mixup.ts';
import { bandMeans, specAugment } from '../../../src/core/augmentation/spec-augment.ts';
import { createRandom } from '../../../src/core/training/random.ts';

describe('specAugment', () => {
  it('blanks whole rows and columns, never all, and never beyond the clip', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 12 }),
        (seed, numFrames, numBands) => {
          const values = new Float32Array((numFrames + 5) * numBands).fill(1);
          const fill = Float64Array.from({ length: numBands }, (_, band) => -band - 1);
          specAugment(values, numFrames, fill, { masks: 1, bands: 4, frames: 9 }, createRandom(seed));
          const isBlank = (frame: number, band: number) => values[frame * numBands + band] === fill[band];
          const rows = Array.from({ length: numFrames }, (_, frame) =>
            Array.from({ length: numBands }, (_unused, band) => isBlank(frame, band)),
          );
          const blankRows = rows.filter((row) => row.every(Boolean)).length;
          const blankBands = rows[0]?.map((_, band) => rows.every((row) => row[band])) ?? [];
          expect(blankRows).toBeLessThanOrEqual(Math.min(9, numFrames - 1));
          expect(blankBands.filter(Boolean).length).toBeLessThanOrEqual(Math.min(4, numBands - 1));
          rows.forEach((row) => {
            if (!row.every(Boolean)) expect(row).toEqual(blankBands);
          });
          expect(values.subarray(numFrames * numBands).every((value) => value === 1)).toBe(true);
        },
      ),
    );
  });

  it('takes the mean of each band', () => {
    expect([...bandMeans(Float32Array.of(1, 10, 3, 30, 99, 99), 2, 2)]).toEqual([2, 20]);
  });
});

describe('mixup', () => {
  const batch = () => ({
    features: Float32Array.from({ length: 8 * 6 }, (_, i) => Math.floor(i / 6)),
    lengths: Int32Array.from({ length: 8 }, (_, clip) => clip + 1),
    targets: Float32Array.from({ length: 64 }, (_, i) => (i % 9 === 0 ? 1 : 0)),
  });

  it('blends features and targets in the same share', () => {
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0.05, max: 1, noNaN: true }), (seed, alpha) => {
        const mixed = batch();
        mixup(mixed, 8, { probability: 1, alpha }, createRandom(seed));
        for (let clip = 0; clip < 8; clip++) {
          const targets = mixed.targets.subarray(clip * 8, clip * 8 + 8);
          expect(targets.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
          expect(targets[clip]).toBeGreaterThanOrEqual(0.5 - 1e-6);
          // Clip n holds n everywhere, so a blend holds the mean of the labels' numbers.
          const expected = targets.reduce((sum, share, label) => sum + share * label, 0);
          for (const value of mixed.features.subarray(clip * 6, clip * 6 + 6))
            expect(value).toBeCloseTo(expected, 4);
          const longest = targets.reduce(
            (length, share, label) => (share > 1e-6 ? Math.max(length, label + 1) : length),
            0,
          );
          expect(mixed.lengths[clip]).toBeGreaterThanOrEqual(longest);
        }
      }),
    );
  });

  it('changes nothing at probability 0', () => {
    const mixed = batch();
    mixup(mixed, 8, { probability: 0, alpha: 0.4 }, createRandom(1));
    expect(mixed).toEqual(batch());
  });
});
