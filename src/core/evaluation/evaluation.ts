import type { ReportJson } from './classification-report.ts';

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
