import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PhonoscopeError } from '../../../src/core/errors.ts';
import { createFeatureExtractor } from '../../../src/core/features/extract-features.ts';
import { createFeatureStream, wholeClipField } from '../../../src/core/features/feature-stream.ts';
import { parseFrontEnd } from '../../../src/core/features/front-end.ts';
import { isStreamEqual, noise, streamable, streamed } from './stream-case.ts';

const cases = (['meyda', 'batch'] as const).flatMap((engine) =>
  streamable.map((input) => ({ engine, input, name: JSON.stringify(input) })),
);

describe('createFeatureStream', () => {
  it.each(cases)('gives the frames of the whole recording: $engine, $name', ({ engine, input }) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 9000 }),
        fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 8 }),
        (numSamples, blocks) => isStreamEqual(noise(numSamples, 7), blocks, input, engine),
      ),
      { seed: 3, numRuns: 12 },
    );
  });

  it('normalises by the data set as a whole clip does', () => {
    const input = { normalise: 'dataset', numBands: 2 } as const;
    const normalisation = { mean: [-40, -30], std: [10, 12] };
    const samples = noise(3000, 1);
    const whole = createFeatureExtractor(parseFrontEnd(input), normalisation)(samples);
    expect(streamed(samples, [333], input, 'meyda', normalisation)).toEqual(whole);
  });

  it.each([
    [{ level: { targetDbfs: -20, maxGainDb: 10 } }, 'level'],
    [{ clipSamples: 16_000 }, 'clipSamples'],
    [{ normalise: 'clip' }, 'normalise'],
    [{ maxFrames: 100 }, 'maxFrames'],
    [{ resizeBands: 20 }, 'resizeBands'],
    [{ stages: ['modulation', 'deltas'] }, 'stages'],
    [{ stages: ['hpss-harmonic'] }, 'stages'],
    [{ ref: 'max' }, 'ref'],
    [{ topDb: 80 }, 'topDb'],
    [{}, null],
  ] as const)('knows that %j needs the whole clip', (input, field) => {
    const frontEnd = parseFrontEnd(input);
    expect(wholeClipField(frontEnd)).toBe(field);
    if (field !== null) expect(() => createFeatureStream(frontEnd, null)).toThrow(PhonoscopeError);
  });
});
