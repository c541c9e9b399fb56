import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { ScoreTable } from '../../../src/core/evaluation/score-table.ts';

const numbers = v.array(v.number());
const interval = v.tuple([v.number(), v.number()]);
const points = v.pipe(v.array(numbers), v.minLength(2));
/** Points are there for some labels only. */
const curves = v.object({
  rocAuc: v.number(),
  averagePrecision: v.number(),
  roc: v.optional(points),
  precisionRecall: v.optional(points),
});
const intervals = v.object({
  accuracy: interval,
  macroF1: interval,
  balancedAccuracy: interval,
  accuracyDifference: interval,
  macroF1Difference: interval,
});

const setSchema = v.object({
  name: v.string(),
  labels: v.array(v.string()),
  numScores: v.number(),
  denominator: v.number(),
  actual: numbers,
  parts: v.array(numbers),
  predicted: numbers,
  otherPredicted: numbers,
  speakers: numbers,
  figures: v.strictObject({
    accuracy: v.number(),
    balancedAccuracy: v.number(),
    macroF1: v.number(),
    cohenKappa: v.number(),
    matthewsCorrelation: v.number(),
    logLoss: v.number(),
    brierScore: v.number(),
  }),
  topK: v.pipe(v.array(v.tuple([v.number(), v.number()])), v.minLength(1)),
  intervals: v.object({ accuracy: interval, recall: v.array(interval), precision: v.array(interval) }),
  normalised: v.nullable(
    v.object({ row: v.array(numbers), column: v.array(numbers), all: v.array(numbers) }),
  ),
  columnSumsOfRowShares: numbers,
  curves: v.object({
    labels: v.array(v.nullable(curves)),
    micro: curves,
    macroRoc: points,
    macroRocAuc: v.number(),
    macroAveragePrecision: v.number(),
  }),
  rejection: v.object({ curve: points, areaUnderRiskCoverage: v.number() }),
  reliability: v.object({
    counts: numbers,
    accuracy: numbers,
    meanConfidence: numbers,
    error: v.number(),
  }),
  temperature: v.object({ temperature: v.number(), loss: v.number(), firstRow: numbers }),
  doubtful: v.pipe(v.array(v.tuple([v.number(), v.number(), v.number()])), v.minLength(1)),
  bootstrap: v.object({ clips: intervals, speakers: intervals }),
});

const goldenSchema = v.object({
  header: v.object({ 'scikit-learn': v.string(), draws: v.number() }),
  sets: v.pipe(v.array(setSchema), v.length(3)),
  pca: v.pipe(
    v.array(
      v.object({
        name: v.string(),
        shape: v.tuple([v.number(), v.number()]),
        rows: numbers,
        components: numbers,
        coordinates: numbers,
        explainedVarianceRatio: v.tuple([v.number(), v.number()]),
      }),
    ),
    v.minLength(1),
  ),
  mcnemar: v.pipe(v.array(v.tuple([v.number(), v.number(), v.number()])), v.minLength(1)),
});

export type GoldenSet = v.InferOutput<typeof setSchema>;

const file = new URL('metrics.json', import.meta.url);

/** What other libraries say. */
export const golden = v.parse(goldenSchema, JSON.parse(readFileSync(file, 'utf8')));

/** A set as the code under test takes it. */
export function tableOf({ labels, numScores, denominator, actual, predicted, parts }: GoldenSet): ScoreTable {
  return {
    labels,
    numScores,
    actual: Int32Array.from(actual),
    predicted: Int32Array.from(predicted),
    scores: Float64Array.from(parts.flat(), (part) => part / denominator),
  };
}
