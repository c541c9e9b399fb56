import { parseForeignPredictions, recordOfPredictions } from './foreign-predictions.ts';
import type { PredictionsNote } from './foreign/predictions-note.ts';
import { decodeRunFile } from './run-file.ts';
import type { RunRecord } from './run-record.ts';

/** A run that came as a file. */
export type OpenedRun = {
  /** What it was called where it was saved; else the file's name. */
  readonly name: string;
  readonly record: RunRecord;
  /** What a person should know of how a table of predictions was read. */
  readonly notes: readonly PredictionsNote[];
};

/**
 * Reads a file that holds a run, or somebody's predictions as CSV; which of them its name or its first letter tells.
 *
 * @param text without a byte order mark.
 * @param fileName what a table of predictions is called.
 * @param nowMs when it is opened, in ms since 1970.
 * @throws PhonoscopeError `run-invalid`, `run-newer`, `csv-invalid` with the line, `text-large`.
 */
export function openRunText(text: string, fileName: string, nowMs: number): OpenedRun {
  const isJson = /\.json$/i.test(fileName) || /^\s*\{/.test(text);
  if (isJson) return { ...decodeRunFile(text), notes: [] };
  const predictions = parseForeignPredictions(text);
  const record = recordOfPredictions(predictions, fileName, nowMs);
  return { name: fileName, record, notes: predictions.notes };
}
