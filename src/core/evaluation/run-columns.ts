import type { ClipColumn } from './run-record.ts';

/** What is measured of recordings, by columns. Levels in dB; −Infinity for digital silence. */
export type ClipMeasures = {
  readonly durationSec: Float32Array;
  readonly rmsDbfs: Float32Array;
  readonly snrDb: Float32Array;
  /** Of the files; null where nobody knows. */
  readonly hashes: readonly (string | null)[];
};

/** What the column of speakers is called, whoever knows them: file names, a manifest. */
export const speakerColumn = 'speaker';
/** The beginning of each file's SHA-256: tells copies, and what a model was trained on. */
export const hashColumn = 'hash';

/** Measures as columns of a run, but for a name that is taken already. */
export function columnsOfMeasures(
  { durationSec, rmsDbfs, snrDb, hashes }: ClipMeasures,
  taken: ReadonlySet<string>,
): ClipColumn[] {
  const columns: ClipColumn[] = [
    { name: 'durationSec', kind: 'number', values: Float64Array.from(durationSec) },
    { name: 'levelDbfs', kind: 'number', values: Float64Array.from(rmsDbfs) },
    { name: 'snrDb', kind: 'number', values: Float64Array.from(snrDb) },
    { name: hashColumn, kind: 'text', values: hashes },
  ];
  return columns.filter(({ name }) => !taken.has(name));
}
