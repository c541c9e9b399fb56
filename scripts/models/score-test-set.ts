import { wilsonInterval } from '../../src/core/evaluation/wilson-interval.ts';
import { createClassifier } from '../../src/core/models/classifier.ts';
import type { ModelFile } from '../../src/core/models/model-file.ts';
import type { StoredClips } from '../../src/core/training/batches/clip-store.ts';
import { createPlainClips } from '../../src/core/training/batches/plain-clips.ts';
import type { Clip } from './sources.ts';

/** An accuracy with its Wilson 95 % interval. */
export type Figure = {
  readonly numClips: number;
  readonly accuracy: number;
  readonly interval: [number, number];
};

/** Scores clips with the model as it is shipped, rounded weights and all. */
export async function scoreTestSet(
  file: ModelFile,
  clips: readonly Clip[],
  stored: StoredClips,
): Promise<Figure> {
  const { frontEnd, labels, normalisation } = file.metadata;
  const classifier = await createClassifier(file, { batchSize: 32 });
  const { features } = createPlainClips(frontEnd, normalisation, stored)(clips.map(({ clip }) => clip));
  const scores = await classifier.predict(features, clips.length);
  classifier.dispose();
  const correct = clips.filter(({ label }, index) => {
    const row = scores.subarray(index * labels.length, (index + 1) * labels.length);
    return labels[row.indexOf(Math.max(...row))] === label;
  }).length;
  return makeFigure(correct, clips.length);
}

export function makeFigure(correct: number, numClips: number): Figure {
  const round = (share: number) => Math.round(share * 10_000) / 10_000;
  const [low, high] = wilsonInterval(correct, numClips);
  return { numClips, accuracy: round(correct / Math.max(1, numClips)), interval: [round(low), round(high)] };
}
