import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classificationReport, reportToJson } from '../../src/core/evaluation/classification-report.ts';
import { confusionMatrix, labelOrder } from '../../src/core/evaluation/confusion-matrix.ts';
import { type Evaluation, indexOfHighest, type Prediction } from '../../src/core/evaluation/evaluation.ts';
import { rankByConfidence, rankMistakes } from '../../src/core/evaluation/rank-mistakes.ts';
import { runToJson } from '../../src/core/evaluation/run-json.ts';
import { tableOfPredictions } from '../../src/core/evaluation/run-table.ts';
import { wilsonInterval } from '../../src/core/evaluation/wilson-interval.ts';

describe('the Wilson interval', () => {
  // R: prop.test(x, n, correct = FALSE)$conf.int; also in Newcombe 1998, Statistics in Medicine 17, table I.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is %f to %f', (successes, total, low, high) => {
    const interval = wilsonInterval(successes, total);
    expect(interval[0]).toBeCloseTo(low, 4);
    expect(interval[1]).toBeCloseTo(high, 4);
  });

  it('says nothing about nothing, and reaches 0 and 1 exactly', () => {
    expect(wilsonInterval(0, 0)).toEqual([0, 1]);
    expect(wilsonInterval(0, 7)[0]).toBe(0);
    expect(wilsonInterval(7, 7)[1]).toBe(1);
  });

  it('holds the share and mirrors', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (total, share) => {
          const successes = Math.round(share * total);
          const [low, high] = wilsonInterval(successes, total);
          const [mirrorLow, mirrorHigh] = wilsonInterval(total - successes, total);
          expect(low).toBeLessThanOrEqual(successes / total);
          expect(high).toBeGreaterThanOrEqual(successes / total);
          expect(low).toBeCloseTo(1 - mirrorHigh, 12);
          expect(high).toBeCloseTo(1 - mirrorLow, 12);
        },
      ),
    );
  });
});

describe('labels and counts', () => {
  it("keeps the model's labels in their order and puts those of the data behind, by code point", () => {
    expect(labelOrder(['b', 'a'], ['\u{1F600}', '\uFF41', 'c', 'a'])).toEqual([
      'b',
      'a',
      'c',
      '\uFF41',
      '\u{1F600}',
    ]);
  });

  it('refuses labels that have no row', () => {
    expect(() => confusionMatrix(['a'], ['b'], ['a'])).toThrow(RangeError);
    expect(() => confusionMatrix(['b'], ['a'], ['a'])).toThrow(RangeError);
    expect(() => confusionMatrix(['a'], [], ['a'])).toThrow(RangeError);
  });

  it('lets the figure win where a class is called "accuracy"', () => {
    const report = classificationReport(
      [
        [3, 1],
        [0, 4],
      ],
      ['accuracy', 'x'],
    );
    expect(reportToJson(report)['accuracy']).toBe(7 / 8);
    expect(report.rows[0]?.label).toBe('accuracy');
    expect(report.rows[0]?.recall).toBe(0.75);
  });
});

const clip = (path: string, label: string, predicted: string, scores: number[]): Prediction => ({
  path,
  label,
  predicted,
  scores,
});

/** The document that is written, read back. */
function documentOf({ modelLabels, predictions, ...names }: typeof input): Evaluation {
  const table = tableOfPredictions(predictions, modelLabels);
  const rest = { version: 1, dataName: '', endedMs: 0, mapping: [], edits: [] } as const;
  return JSON.parse(runToJson({ ...rest, ...names, table }).join(''));
}

const input = {
  model: 'digits',
  backend: 'wasm',
  split: 'test',
  modelLabels: ['zero', 'one'],
  predictions: [
    clip('one/b.wav', 'one', 'zero', [0.75, 0.25]),
    clip('ten/c.wav', 'ten', 'one', [0.01, 0.99]),
    clip('one/a.wav', 'one', 'one', [0.5, 0.5]),
    clip('zero/d.wav', 'zero', 'zero', [1, 0]),
  ],
  unreadable: [
    { path: 'zero/z.wav', reason: 'late' },
    { path: 'one/z.wav', reason: 'early' },
  ],
  seconds: 2,
};

describe('an evaluation', () => {
  const evaluation = documentOf(input);

  it('has the fields of the contract, in JSON', () => {
    expect(evaluation).toMatchObject({
      model: 'digits',
      backend: 'wasm',
      split: 'test',
      numClips: 4,
      accuracy: 0.5,
      labels: ['zero', 'one', 'ten'],
      confusion: [
        [1, 0, 0],
        [1, 1, 0],
        [0, 1, 0],
      ],
      seconds: 2,
      clipsPerSec: 2,
    });
  });

  it('sorts clips and unreadable files by path', () => {
    expect(evaluation.clips.map(({ path }) => path)).toEqual([
      'one/a.wav',
      'one/b.wav',
      'ten/c.wav',
      'zero/d.wav',
    ]);
    expect(evaluation.unreadable.map(({ path }) => path)).toEqual(['one/z.wav', 'zero/z.wav']);
  });

  it('counts a label that the model lacks as a mistake, and not in the loss', () => {
    expect(evaluation.loss).toBeCloseTo((-Math.log(0.25) - Math.log(0.5) - Math.log(1)) / 3, 12);
  });

  it('has no loss where the model has none of the labels', () => {
    const predictions = [clip('ten/c.wav', 'ten', 'one', [0.01, 0.99])];
    expect(documentOf({ ...input, predictions }).loss).toBeNull();
  });

  it('takes a score of zero for 1e-15 in the loss', () => {
    const predictions = [clip('zero/c.wav', 'zero', 'one', [0, 1])];
    expect(documentOf({ ...input, predictions }).loss).toBeCloseTo(-Math.log(1e-15), 9);
  });

  it('keeps a label called __proto__ through JSON', () => {
    const modelLabels = ['__proto__', 'constructor'];
    const predictions = [clip('__proto__/a.wav', '__proto__', '__proto__', [0.9, 0.1])];
    const text = JSON.stringify(documentOf({ ...input, modelLabels, predictions }));
    expect(text).toContain('"scores":{"__proto__":0.9,"constructor":0.1}');
    expect(text).toContain('"report":{"__proto__":{"precision":1,');
  });
});

describe('ranking', () => {
  const { clips } = documentOf(input);

  it('puts the most confident mistake first', () => {
    expect(rankMistakes(clips).map(({ path }) => path)).toEqual(['ten/c.wav', 'one/b.wav']);
  });

  it('breaks ties by path and leaves its argument alone', () => {
    const scores = { zero: 0.5, one: 0.5 };
    const equal = clips
      .toReversed()
      .map(({ path, label, predicted }) => ({ path, label, predicted, scores }));
    const before = equal.map(({ path }) => path);
    expect(rankByConfidence(equal).map(({ path }) => path)).toEqual(before.toReversed());
    expect(equal.map(({ path }) => path)).toEqual(before);
  });

  it('takes the first of equal scores', () => {
    expect(indexOfHighest([0.2, 0.4, 0.4])).toBe(1);
    expect(indexOfHighest(new Float32Array([1, 1]))).toBe(0);
  });
});
