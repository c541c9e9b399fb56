import * as v from 'valibot';
import { PhonoscopeError } from '../errors.ts';
import type { HeardCondition } from './robustness-schema.ts';
import type { ClipColumn, RunRecord } from './run-record.ts';
import { decodeBase64, encodeBase64 } from './runs/base64.ts';
import { invalidRun } from './runs/invalid-run.ts';
import { parseRunRecord } from './saved-run.ts';

/** JavaScript's engines hold no text that is much longer. */
const maxMegabytes = 400;
const format = 'phonoscope-run';

type NumberArray = Int32Array | Float32Array | Float64Array;

/**
 * Writes a run as one JSON file, `NAME.phonoscope-run.json`, so that it can be opened elsewhere. Arrays of numbers
 * become `{"float32": BASE64}`, little-endian.
 *
 * @returns parts of the text, in their order.
 */
export function encodeRunFile(name: string, record: RunRecord): string[] {
  const { table, robustness, ...rest } = record;
  const plain = {
    ...table,
    actual: encodeArray(table.actual),
    predicted: encodeArray(table.predicted),
    scores: encodeArray(table.scores),
    columns: table.columns.map(encodeColumn),
  };
  return [
    JSON.stringify({ format, name }).slice(0, -1),
    `,"record":${JSON.stringify({ ...rest, table: plain, robustness: robustness?.map(encodeHeard) })}}\n`,
  ];
}

function encodeColumn(column: ClipColumn) {
  return column.kind === 'text' ? column : { ...column, values: encodeArray(column.values) };
}

function encodeHeard({ condition, rows, predicted }: HeardCondition) {
  return { condition, rows: encodeArray(rows), predicted: encodeArray(predicted) };
}

function encodeArray(array: NumberArray): Readonly<Record<string, string>> {
  const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
  return { [nameOfKind(array)]: encodeBase64(bytes) };
}

function nameOfKind(array: NumberArray): 'int32' | 'float32' | 'float64' {
  if (array instanceof Int32Array) return 'int32';
  return array instanceof Float32Array ? 'float32' : 'float64';
}

const fileSchema = v.object({
  format: v.literal(format),
  name: v.pipe(v.string(), v.maxLength(1000)),
  record: v.looseObject({
    table: v.looseObject({ columns: v.optional(v.array(v.looseObject({})), []) }),
    robustness: v.optional(v.array(v.looseObject({}))),
  }),
});

/**
 * Reads what `encodeRunFile` wrote, of this version or an earlier one.
 *
 * @throws PhonoscopeError `run-invalid`, `run-newer`, `text-large`.
 */
export function decodeRunFile(text: string): { readonly name: string; readonly record: RunRecord } {
  if (text.length > maxMegabytes * 1e6) {
    const message = `The text is larger than ${maxMegabytes} MB.`;
    throw new PhonoscopeError('text-large', message, { megabytes: maxMegabytes });
  }
  const parsed = v.safeParse(fileSchema, parseJson(text));
  if (!parsed.success) throw invalidRun('this is no file of a run');
  const { name, record } = parsed.output;
  const { table, robustness } = record;
  const withArrays = {
    ...table,
    actual: decodeArray(table['actual']),
    predicted: decodeArray(table['predicted']),
    scores: decodeArray(table['scores']),
    columns: table.columns.map(decodeColumn),
  };
  const heard = robustness === undefined ? {} : { robustness: robustness.map(decodeHeard) };
  return { name, record: parseRunRecord({ ...record, table: withArrays, ...heard }) };
}

function decodeHeard(heard: Readonly<Record<string, unknown>>): unknown {
  return { ...heard, rows: decodeArray(heard['rows']), predicted: decodeArray(heard['predicted']) };
}

function decodeColumn(column: Readonly<Record<string, unknown>>): unknown {
  return { ...column, values: decodeArray(column['values']) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidRun('this is no JSON');
  }
}

const int32Schema = v.strictObject({ int32: v.string() });
const float32Schema = v.strictObject({ float32: v.string() });
const float64Schema = v.strictObject({ float64: v.string() });

/** Anything that is no array of numbers stays what it is; `parseRunRecord` judges it. */
function decodeArray(value: unknown): unknown {
  if (v.is(int32Schema, value)) return new Int32Array(bytesOf(value.int32, 4));
  if (v.is(float32Schema, value)) return new Float32Array(bytesOf(value.float32, 4));
  if (v.is(float64Schema, value)) return new Float64Array(bytesOf(value.float64, 8));
  return value;
}

function bytesOf(base64: string, bytesPerElement: number): ArrayBuffer {
  const { buffer } = decodeBase64(base64);
  if (buffer.byteLength % bytesPerElement !== 0) throw invalidRun('numbers that are cut short');
  return buffer;
}
