import fc from 'fast-check';
import { expect, it } from 'vitest';
import { measureLevel } from '../../../src/core/audio/level.ts';
import { SampleRing } from '../../../src/core/audio/sample-ring.ts';

it('gives the newest samples, whatever the blocks', () => {
  const blocks = fc.array(fc.array(fc.integer({ min: 1, max: 1000 }), { maxLength: 30 }), { maxLength: 20 });
  fc.assert(
    fc.property(
      blocks,
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 0, max: 50 }),
      (parts, capacity, asked) => {
        const ring = new SampleRing(capacity);
        for (const part of parts) ring.push(Float32Array.from(part));
        const all = parts.flat();
        const size = Math.min(asked, capacity);
        const expected = size === 0 ? [] : [...Array.from({ length: size }, () => 0), ...all].slice(-size);
        expect(Array.from(ring.latest(asked))).toEqual(expected);
        expect(ring.numPushed).toBe(all.length);
      },
    ),
  );
});

it('is empty after clear', () => {
  const ring = new SampleRing(4);
  ring.push(Float32Array.of(1, 2, 3));
  ring.clear();
  expect(Array.from(ring.latest(4))).toEqual([0, 0, 0, 0]);
  expect(ring.numPushed).toBe(0);
});

it('measures levels in dB of full scale', () => {
  expect(measureLevel(Float32Array.of(1, -1, 1, -1))).toEqual({ rmsDbfs: 0, peakDbfs: 0 });
  expect(measureLevel(Float32Array.of(0, 0.5)).peakDbfs).toBeCloseTo(-6.0206, 4);
  expect(measureLevel(new Float32Array(3))).toEqual({ rmsDbfs: -Infinity, peakDbfs: -Infinity });
  expect(measureLevel(new Float32Array(0)).rmsDbfs).toBe(-Infinity);
});
