import { createClassifier } from '../../src/core/models/classifier.ts';
import type { ModelFile } from '../../src/core/models/model-file.ts';
import type { LabelledClip } from '../../src/core/training/batches/clip-draw.ts';
import type { StoredClips } from '../../src/core/training/batches/clip-store.ts';
import { createPlainClips } from '../../src/core/training/batches/plain-clips.ts';

/** How many stored clips a model gets right as it is shipped, rounded weights and all. */
export async function countRight(
  file: ModelFile,
  clips: readonly LabelledClip[],
  stored: StoredClips,
): Promise<number> {
  const { frontEnd, labels, normalisation } = file.metadata;
  const classifier = await createClassifier(file, { batchSize: 32 });
  const { features } = createPlainClips(frontEnd, normalisation, stored)(clips.map(({ clip }) => clip));
  const scores = await classifier.predict(features, clips.length);
  classifier.dispose();
  return clips.filter(({ label }, index) => {
    const row = scores.subarray(index * labels.length, (index + 1) * labels.length);
    return row.indexOf(Math.max(...row)) === label;
  }).length;
}
