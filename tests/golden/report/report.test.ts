import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { classificationReport, reportToJson } from '../../../src/core/evaluation/classification-report.ts';
import { confusionMatrix, labelOrder } from '../../../src/core/evaluation/confusion-matrix.ts';
import { formatReport } from '../../../src/core/evaluation/report-text.ts';

/** Both sides compute in float64; sums in another order differ by a few units in the last place. */
const tolerance = 1e-12;

const goldenSchema = v.object({
  header: v.object({ library: v.literal('scikit-learn') }),
  sets: v.pipe(
    v.array(
      v.object({
        name: v.string(),
        actual: v.array(v.string()),
        predicted: v.array(v.string()),
        labels: v.array(v.string()),
        labelsGiven: v.boolean(),
        confusion: v.array(v.array(v.number())),
        report: v.array(
          v.tuple([
            v.string(),
            v.union([
              v.number(),
              v.strictObject({
                precision: v.number(),
                recall: v.number(),
                'f1-score': v.number(),
                support: v.number(),
              }),
            ]),
          ]),
        ),
        text: v.string(),
      }),
    ),
    v.minLength(1),
  ),
});

const file = new URL('report.json', import.meta.url);
const golden = v.parse(goldenSchema, JSON.parse(readFileSync(file, 'utf8')));

describe.each(golden.sets)('$name equals scikit-learn', ({ actual, predicted, ...expected }) => {
  const modelLabels = expected.labelsGiven ? expected.labels : [];
  const labels = labelOrder(modelLabels, [...actual, ...predicted]);
  const confusion = confusionMatrix(actual, predicted, labels);
  const report = classificationReport(confusion, labels);

  it('orders labels', () => expect(labels).toEqual(expected.labels));
  it('counts', () => expect(confusion).toEqual(expected.confusion));
  it('prints', () => expect(formatReport(report)).toBe(expected.text));

  it('has the same figures, also after a trip through JSON', () => {
    const json: unknown = JSON.parse(JSON.stringify(reportToJson(report)));
    const entries = new Map(
      Object.entries(
        v.parse(
          v.custom<object>((input) => typeof input === 'object'),
          json,
        ),
      ),
    );
    expect(new Set(entries.keys())).toEqual(new Set(expected.report.map(([key]) => key)));
    for (const [key, figures] of expected.report) {
      const ours: unknown = entries.get(key);
      if (typeof figures === 'number') expectClose(ours, figures);
      else expectSameScores(ours, figures);
    }
  });
});

function expectSameScores(ours: unknown, expected: Record<string, number>) {
  const scores = v.parse(v.record(v.string(), v.number()), ours);
  expect(Object.keys(scores)).toEqual(Object.keys(expected));
  for (const [key, value] of Object.entries(expected)) expectClose(scores[key], value);
}

function expectClose(ours: unknown, expected: number) {
  expect(ours).toBeTypeOf('number');
  expect(Math.abs(Number(ours) - expected)).toBeLessThanOrEqual(tolerance);
}
