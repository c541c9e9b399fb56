import * as v from 'valibot';
import { maxLabels } from '../../dataset/label-limit.ts';
import { errorCodes } from '../../errors.ts';
import { heardConditionSchema } from '../robustness-schema.ts';
import { sharedWithTrainingSchema } from '../shared-with-training-schema.ts';

/** More than any evaluation in a browser has. */
const maxClips = 1_000_000;
/** Those of a model, and as many that only the data have. */
const maxRunLabels = 2 * maxLabels;
const maxColumns = 10_000;
const maxUnreadable = 1_000_000;
const maxConditions = 1000;

const name = v.pipe(v.string(), v.maxLength(1000));
/** Longer than the longest path of any system. */
const path = v.pipe(v.string(), v.maxLength(40_000));
const label = v.pipe(v.string(), v.minLength(1), v.maxLength(40_000));
const int32s = v.instance(Int32Array);

const column = v.variant('kind', [
  v.object({
    name: path,
    kind: v.literal('text'),
    values: v.pipe(v.array(v.nullable(v.string())), v.maxLength(maxClips)),
  }),
  v.object({ name: path, kind: v.literal('number'), values: v.instance(Float64Array) }),
]);

const table = v.object({
  labels: v.pipe(v.array(label), v.maxLength(maxRunLabels)),
  numScores: v.pipe(v.number(), v.integer(), v.minValue(0)),
  paths: v.pipe(v.array(path), v.maxLength(maxClips)),
  actual: int32s,
  predicted: int32s,
  scores: v.union([v.instance(Float32Array), v.instance(Float64Array)]),
  columns: v.pipe(v.array(column), v.maxLength(maxColumns)),
});

const edit = v.variant('kind', [
  v.object({ kind: v.literal('relabel'), path, label }),
  v.object({ kind: v.literal('exclude'), path }),
]);

const error = v.object({
  code: v.picklist(errorCodes),
  details: v.record(path, v.union([path, v.pipe(v.number(), v.finite())])),
});

/** What a newer version says of a file is told by its sentence alone. */
const leftOut = v.object({ path, reason: path, error: v.fallback(v.optional(error), undefined) });

/** The form of a run; `checkRun` looks at what its parts say together. */
export const runSchema = v.object({
  version: v.literal(1),
  dataName: name,
  split: name,
  isWhole: v.optional(v.boolean()),
  model: name,
  backend: name,
  endedMs: v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(8.64e15)),
  seconds: v.pipe(v.number(), v.finite(), v.minValue(0)),
  table,
  mapping: v.pipe(v.array(v.object({ from: label, to: label })), v.maxLength(maxLabels)),
  edits: v.pipe(v.array(edit), v.maxLength(maxClips)),
  unreadable: v.pipe(v.array(leftOut), v.maxLength(maxUnreadable)),
  sharedWithTraining: v.optional(sharedWithTrainingSchema),
  robustness: v.optional(v.pipe(v.array(heardConditionSchema), v.maxLength(maxConditions))),
});
