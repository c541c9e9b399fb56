import * as v from 'valibot';
import type { AugmentOptions } from '../../augmentation/augment-options.ts';
import { section } from './config-document.ts';

const probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const smallShare = v.pipe(v.number(), v.minValue(0), v.maxValue(0.5));
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000));
const range = (low: number, high: number) => {
  const end = v.pipe(v.number(), v.minValue(low), v.maxValue(high));
  return v.pipe(
    v.tuple([end, end]),
    v.check(([from, to]) => from <= to, 'the smaller number first'),
  );
};

const folder = v.optional(v.pipe(v.string(), v.minLength(1)));

/** The section `augmentation` of a training's configuration. */
export const augmentationSection = section({
  shiftSec: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0),
  speed: v.optional(smallShare, 0),
  gainDb: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(40)), 0),
  noise: v.optional(
    section({
      /** Recordings of noise; without it, noises made by arithmetic. */
      dir: folder,
      snrDb: v.optional(range(-30, 100), [0, 30]),
      probability: v.optional(probability, 0.5),
    }),
  ),
  room: v.optional(
    section({
      /** Impulse responses; without it, decays made by arithmetic. */
      dir: folder,
      decaySec: v.optional(range(0.01, 5), [0.15, 0.8]),
      probability: v.optional(probability, 0.2),
    }),
  ),
  lowPass: v.optional(
    section({
      hz: v.optional(range(100, 100_000), [3300, 4000]),
      probability: v.optional(probability, 0.3),
    }),
  ),
  vocalTract: v.optional(smallShare, 0),
  specAugment: v.optional(
    section({
      masks: v.optional(v.pipe(count, v.maxValue(10)), 2),
      bands: v.optional(v.pipe(count, v.maxValue(512)), 6),
      frames: v.optional(count, 16),
    }),
  ),
  mixup: v.optional(
    section({
      alpha: v.optional(v.pipe(v.number(), v.minValue(0.05), v.maxValue(1)), 0.2),
      probability: v.optional(probability, 0.5),
    }),
  ),
});

/** How clips are varied, with everything off that the section does not name. */
export function augmentOptionsOf(fields: v.InferOutput<typeof augmentationSection>): AugmentOptions {
  const { noise = null, room = null, lowPass = null, specAugment = null, mixup = null, ...amounts } = fields;
  return { ...amounts, noise, room, lowPass, specAugment, mixup };
}
