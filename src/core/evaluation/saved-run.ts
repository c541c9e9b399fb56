import * as v from 'valibot';
import { PhonoscopeError } from '../errors.ts';
import { applyEdits, countEdits } from './clip-edits.ts';
import type { RunRecord } from './run-record.ts';
import { checkRun } from './runs/check-run.ts';
import { invalidRun } from './runs/invalid-run.ts';
import { runSchema } from './runs/run-schema.ts';

const text = v.pipe(v.string(), v.maxLength(1000));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const savedRunSchema = v.object({
  id: v.pipe(text, v.minLength(1)),
  /** What the visitor calls it. */
  name: text,
  dataName: text,
  split: text,
  isWhole: v.optional(v.boolean()),
  model: text,
  /** In ms since 1970. */
  endedMs: v.pipe(v.number(), v.finite()),
  /** Without those that were excluded. */
  numClips: count,
  numLabels: count,
  /** After the edits; null where no clip is left. */
  accuracy: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  numRelabelled: count,
  numExcluded: count,
});

/** What a list of runs shows of each, without its columns. */
export type SavedRun = Readonly<v.InferOutput<typeof savedRunSchema>>;

/** Sums a run up for the list. */
export function describeRun(id: string, name: string, record: RunRecord): SavedRun {
  const { labels, actual, predicted } = applyEdits(record.table, record.edits);
  const numCorrect = actual.reduce((sum, label, i) => sum + (label === predicted[i] ? 1 : 0), 0);
  return {
    id,
    name,
    dataName: record.dataName,
    split: record.split,
    ...(record.isWhole === true && { isWhole: true }),
    model: record.model,
    endedMs: record.endedMs,
    numClips: actual.length,
    numLabels: labels.length,
    accuracy: actual.length === 0 ? null : numCorrect / actual.length,
    ...countEdits(record.edits),
  };
}

/** @returns null for what no version of the page wrote. */
export function parseSavedRun(value: unknown): SavedRun | null {
  const parsed = v.safeParse(savedRunSchema, value);
  return parsed.success ? parsed.output : null;
}

/** Rises with each change that older versions of Phonoscope cannot read. */
const formatVersion = 1;
const versionSchema = v.object({ version: v.pipe(v.number(), v.integer(), v.minValue(0)) });

/**
 * Checks a run that was kept by some version of this page, or came as a file; typed arrays are taken over as they are.
 *
 * @throws PhonoscopeError `run-newer` for a format that came after this version; `run-invalid` with the reason.
 */
export function parseRunRecord(value: unknown): RunRecord {
  const versioned = v.safeParse(versionSchema, value);
  if (!versioned.success) throw invalidRun('this is no run');
  const { version } = versioned.output;
  if (version > formatVersion) {
    const message = 'The run was saved by a newer version of Phonoscope: update Phonoscope to open it.';
    throw new PhonoscopeError('run-newer', message);
  }
  const parsed = v.safeParse(runSchema, version === 0 ? upgradeFrom0(value) : value, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw invalidRun(`${v.getDotPath(issue) ?? 'the whole of it'}: ${issue.message}`);
  }
  checkRun(parsed.output);
  return parsed.output;
}

const version0Schema = v.looseObject({ table: v.looseObject({}) });

/** Version 0 knew nothing of the clips but their labels, and had no mapping of labels. */
function upgradeFrom0(value: unknown): unknown {
  const parsed = v.safeParse(version0Schema, value);
  if (!parsed.success) return value;
  const { table, ...rest } = parsed.output;
  return { ...rest, version: 1, table: { ...table, columns: [] }, mapping: [] };
}
