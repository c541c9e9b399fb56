import { compareByCodePoint } from '../../../src/core/dataset/code-point-order.ts';
import { classificationReport, reportToJson } from '../../../src/core/evaluation/classification-report.ts';
import { confusionMatrix, labelOrder } from '../../../src/core/evaluation/confusion-matrix.ts';
import {
  type Evaluation,
  type Prediction,
  scoresByLabel,
  smallestProbability,
  type UnreadableFile,
} from '../../../src/core/evaluation/evaluation.ts';

type EvaluationInput = {
  readonly model: string;
  readonly backend: string;
  readonly split: string;
  readonly modelLabels: readonly string[];
  readonly predictions: readonly Prediction[];
  readonly unreadable: readonly UnreadableFile[];
  /** From the first file read to the last prediction, without loading the model. */
  readonly seconds: number;
};

/**
 * Sums predictions up clip by clip, to compare with what works by columns. Clips and unreadable files come out sorted by
 * path (code points), whatever order they came in.
 * A clip whose label the model lacks is a mistake, and is left out of the loss.
 */
export function summarise(input: EvaluationInput): Evaluation {
  const predictions = [...input.predictions].sort(byPath);
  const actual = predictions.map((clip) => clip.label);
  const predicted = predictions.map((clip) => clip.predicted);
  const labels = labelOrder(input.modelLabels, [...actual, ...predicted]);
  const confusion = confusionMatrix(actual, predicted, labels);
  const report = classificationReport(confusion, labels);
  return {
    model: input.model,
    backend: input.backend,
    split: input.split,
    numClips: predictions.length,
    accuracy: report.accuracy,
    loss: meanCrossEntropy(predictions, input.modelLabels),
    labels,
    confusion,
    report: reportToJson(report),
    clips: predictions.map((clip) => ({
      path: clip.path,
      label: clip.label,
      predicted: clip.predicted,
      scores: scoresByLabel(input.modelLabels, clip.scores),
    })),
    unreadable: [...input.unreadable].sort(byPath),
    seconds: input.seconds,
    clipsPerSec: input.seconds > 0 ? predictions.length / input.seconds : 0,
  };
}

function meanCrossEntropy(predictions: readonly Prediction[], modelLabels: readonly string[]): number | null {
  const indexOf = new Map(modelLabels.map((label, index) => [label, index]));
  let total = 0;
  let numCounted = 0;
  for (const { label, scores } of predictions) {
    const index = indexOf.get(label);
    if (index === undefined) continue;
    total -= Math.log(Math.max(scores[index] ?? 0, smallestProbability));
    numCounted += 1;
  }
  return numCounted === 0 ? null : total / numCounted;
}

const byPath = (a: { path: string }, b: { path: string }) => compareByCodePoint(a.path, b.path);
