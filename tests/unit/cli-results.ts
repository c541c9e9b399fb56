import * as v from 'valibot';

const scores = v.pipe(
  v.custom<object>((input) => typeof input === 'object' && input !== null),
  v.transform((record) => new Map(Object.entries(record))),
  v.map(v.string(), v.number()),
);

/** What `predict --json` prints. */
export const predictionsSchema = v.array(
  v.strictObject({ path: v.string(), label: v.string(), score: v.number(), scores }),
);

/** What `evaluate --json` prints. */
export const evaluationSchema = v.strictObject({
  model: v.string(),
  backend: v.string(),
  split: v.string(),
  numClips: v.number(),
  accuracy: v.number(),
  loss: v.nullable(v.number()),
  labels: v.array(v.string()),
  confusion: v.array(v.array(v.number())),
  report: v.looseObject({ accuracy: v.number() }),
  clips: v.array(v.strictObject({ path: v.string(), label: v.string(), predicted: v.string(), scores })),
  unreadable: v.array(v.strictObject({ path: v.string(), reason: v.string() })),
  seconds: v.number(),
  clipsPerSec: v.number(),
  edits: v.array(v.unknown()),
  mapping: v.array(v.unknown()),
  metrics: v.looseObject({}),
  sharedWithTraining: v.optional(v.looseObject({})),
});
