import * as v from 'valibot';
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

/** The section `augmentation` of a training's configuration. */
export const augmentationSection = section({
  shiftSec: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0),
  speed: v.optional(smallShare, 0),
  gainDb: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(40)), 0),
  noise: v.optional(
    section({
      dir: v.pipe(v.string(), v.minLength(1)),
      snrDb: v.optional(range(-30, 100), [0, 30]),
      probability: v.optional(probability, 0.5),
    }),
  ),
  room: v.optional(
    section({
      decaySec: v.optional(range(0.01, 5), [0.15, 0.8]),
      probability: v.optional(probability, 0.2),
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
});
