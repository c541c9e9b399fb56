import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findSpeechSegments } from '../../../src/core/audio/speech-segments.ts';

const rateHz = 16_000;

/** Tones of so many seconds at full level, and silence between them. */
function tones(...parts: readonly (readonly [toneSec: number, pauseSec: number])[]): Float32Array {
  const pieces = parts.flatMap(([toneSec, pauseSec]) => [
    Float32Array.from(
      { length: Math.round(toneSec * rateHz) },
      (_, i) => 0.3 * Math.sin((2 * Math.PI * 300 * i) / rateHz),
    ),
    new Float32Array(Math.round(pauseSec * rateHz)),
  ]);
  const samples = new Float32Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    samples.set(piece, at);
    at += piece.length;
  }
  return samples;
}

const seconds = (samples: Float32Array) =>
  findSpeechSegments(samples, rateHz).map(({ from, to, start, end }) => [
    from,
    to,
    Number((start / rateHz).toFixed(2)),
    Number((end / rateHz).toFixed(2)),
  ]);

describe('findSpeechSegments', () => {
  it('finds words between pauses, each with a little of the silence around it', () => {
    expect(seconds(tones([0, 0.5], [0.4, 0.3], [0.4, 0.5]))).toEqual([
      [0, 1, 0.37, 1.03],
      [1, 2, 1.07, 1.73],
    ]);
  });

  it('also takes pieces together where the silence between them may lie within a word', () => {
    expect(seconds(tones([0, 0.5], [0.2, 0.1], [0.1, 0.5])).map(([from, to]) => [from, to])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
  });

  it('takes nothing together that is longer than a word', () => {
    expect(seconds(tones([0, 0.5], [0.8, 0.1], [0.5, 0.5])).map(([from, to]) => [from, to])).toEqual([
      [0, 1],
      [1, 2],
    ]);
  });

  it.each([
    ['nothing', new Float32Array(0)],
    ['digital silence', new Float32Array(rateHz)],
    ['a click', tones([0, 0.5], [0.01, 0.5])],
    ['noise below −60 dBFS', new Float32Array(rateHz).fill(1e-4)],
  ])('finds no word in %s', (_, samples) => {
    expect(findSpeechSegments(samples, rateHz)).toEqual([]);
  });

  it('gives segments within the recording whose single pieces do not overlap', () => {
    const part = fc.tuple(
      fc.double({ min: 0, max: 0.6, noNaN: true }),
      fc.double({ min: 0, max: 0.4, noNaN: true }),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const samples = tones(...parts);
        const segments = findSpeechSegments(samples, rateHz);
        let end = 0;
        for (const segment of segments) {
          expect(segment.start).toBeGreaterThanOrEqual(0);
          expect(segment.end).toBeLessThanOrEqual(samples.length);
          if (segment.to - segment.from > 1) continue;
          expect(segment.start).toBeGreaterThanOrEqual(end);
          end = segment.end;
        }
      }),
      { numRuns: 50 },
    );
  });
});
