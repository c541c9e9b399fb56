import * as v from 'valibot';
import type { Condition } from '../augmentation/conditions/condition.ts';

const finite = v.pipe(v.number(), v.finite());
const frequency = v.nullable(v.pipe(finite, v.minValue(0)));

const conditionSchema: v.GenericSchema<unknown, Condition> = v.variant('kind', [
  v.object({ kind: v.literal('noise'), snrDb: finite }),
  v.object({ kind: v.literal('shift'), shiftSec: finite }),
  v.object({ kind: v.literal('speed'), factor: finite }),
  v.object({ kind: v.literal('band'), lowHz: frequency, highHz: frequency }),
  v.object({ kind: v.literal('room'), decaySec: finite }),
  v.object({ kind: v.literal('level'), peakDbfs: finite }),
]);

/** What a run's model said of some of its clips under one condition. */
export type HeardCondition = {
  readonly condition: Condition;
  /** Into the run's table, ascending. */
  readonly rows: Int32Array;
  /** For each of the rows a label of the table; −1: one that the table has not. */
  readonly predicted: Int32Array;
};

/** What kept runs say of one condition. */
export const heardConditionSchema: v.GenericSchema<unknown, HeardCondition> = v.object({
  condition: conditionSchema,
  rows: v.instance(Int32Array),
  predicted: v.instance(Int32Array),
});
