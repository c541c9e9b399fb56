import { compareByCodePoint } from '../dataset/code-point-order.ts';
import { classificationReport, type ReportJson, reportToJson } from './classification-report.ts';
import { confusionMatrix, labelOrder } from './confusion-matrix.ts';

/** What a model said about one clip. `scores` is in the order of the model's labels and sums to 1. */
export type Prediction = {
  readonly path: string;
  readonly label: string;
  readonly predicted: string;
  readonly scores: readonly number[];
};

/** A file that could not be used, with a sentence that says why. */
export type UnreadableFile = { readonly path: string; readonly reason: string };

/** One clip of an evaluation; `scores` has no prototype, so a label may be called `__proto__`. */
export type EvaluatedClip = {
  readonly path: string;
  readonly label: string;
  readonly predicted: string;
  readonly scores: Readonly<Record<string, number>>;
};

/** The JSON document of `evaluate --json` and of the Evaluate panel's export. */
export type Evaluation = {
  readonly model: string;
  readonly backend: string;
  readonly split: string;
  readonly numClips: number;
  readonly accuracy: number;
  /** Mean cross-entropy in nats over the clips whose label the model has; null where there is none. */
  readonly loss: number | null;
  readonly labels: readonly string[];
  readonly confusion: readonly (readonly number[])[];
  readonly report: ReportJson;
  readonly clips: readonly EvaluatedClip[];
  readonly unreadable: readonly UnreadableFile[];
  readonly seconds: number;
  readonly clipsPerSec: number;
};

export type EvaluationInput = {
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
 * Sums predictions up. Clips and unreadable files come out sorted by path (code points), whatever order they came in.
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

/** Names the scores of one clip. The result has no prototype, so a label may be called `__proto__`. */
export function scoresByLabel(labels: readonly string[], scores: ArrayLike<number>): Record<string, number> {
  const json: Record<string, number> = Object.create(null);
  labels.forEach((label, i) => {
    json[label] = scores[i] ?? 0;
  });
  return json;
}

/** The number of the highest score; the first of equals, as NumPy's `argmax`. */
export function indexOfHighest(scores: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < scores.length; i++) {
    if ((scores[i] ?? 0) > (scores[best] ?? 0)) best = i;
  }
  return best;
}

/** A float32 softmax can give exactly 0; scikit-learn's `log_loss` clamped at this value too (until 1.3). */
export const smallestProbability = 1e-15;

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
