import { type Random, shuffledIndices } from '../training/random.ts';
import type { TrainingBatch } from '../training/training-batch.ts';
import type { AugmentOptions } from './augment-options.ts';

/**
 * Blends clips of a batch with others of it, features and targets alike, in place. A blended clip is as long as the
 * longer of the two.
 *
 * @see Zhang et al. 2018, "mixup: Beyond Empirical Risk Minimization".
 */
export function mixup(
  { features, lengths, targets }: TrainingBatch,
  numClips: number,
  { probability, alpha }: NonNullable<AugmentOptions['mixup']>,
  random: Random,
): void {
  const partners = shuffledIndices(numClips, random);
  // Partners are read as they were: a blend of blends would hold three clips.
  const plain = { features: features.slice(), lengths: lengths?.slice(), targets: targets.slice() };
  partners.forEach((partner, clip) => {
    if (partner === clip || !random.chance(probability)) return;
    const share = drawShare(alpha, random);
    blend(features, plain.features, numClips, clip, partner, share);
    blend(targets, plain.targets, numClips, clip, partner, share);
    if (lengths !== null) lengths[clip] = Math.max(lengths[clip] ?? 0, plain.lengths?.[partner] ?? 0);
  });
}

function blend(
  rows: Float32Array,
  plain: Float32Array,
  numRows: number,
  row: number,
  partner: number,
  share: number,
): void {
  const size = rows.length / numRows;
  for (let i = 0; i < size; i++) {
    const at = row * size + i;
    rows[at] = share * rows[at]! + (1 - share) * plain[partner * size + i]!;
  }
}

/**
 * A number of the distribution Beta(alpha, alpha), for alpha up to 1; the larger of it and its rest, so that a clip
 * stays more itself than its partner.
 *
 * @see Jöhnk 1964, "Erzeugung von betaverteilten und gammaverteilten Zufallszahlen".
 */
function drawShare(alpha: number, random: Random): number {
  for (;;) {
    const x = random.uniform(0, 1) ** (1 / alpha);
    const y = random.uniform(0, 1) ** (1 / alpha);
    if (x + y > 0 && x + y <= 1) return Math.max(x, y) / (x + y);
  }
}
