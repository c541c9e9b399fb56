import type { ClipColumn } from '../evaluation/run-record.ts';
import { makeClipColumn } from './clip-columns.ts';
import { isAudioPath, type LabelledClip, type Split, Spellings } from './label-clips.ts';
import { labelProblem } from './label-problem.ts';
import type { LabelledData, UnlabelledFile } from './labelled-data.ts';
import type { ManifestColumns } from './manifest-columns.ts';
import { type JoinedFile, joinManifest } from './manifest-join.ts';
import type { ManifestTable } from './manifest-table.ts';

/** Labels the files of a split by a manifest, which may name those of other splits as well. */
export function labelFromManifest(
  paths: readonly string[],
  { split, files }: Split,
  table: ManifestTable,
  columns: ManifestColumns,
): LabelledData {
  const join = joinManifest(table, columns, paths.filter(isAudioPath));
  const clips: LabelledClip[] = [];
  const unlabelled: UnlabelledFile[] = [];
  const spellings = new Spellings();
  for (const file of files) {
    const joined = join.files.get(file.source);
    const problem = joined === undefined ? labelProblem.noRow(table.path) : joined.problem;
    if (joined === undefined || problem !== null) unlabelled.push({ ...file, problem });
    else clips.push({ ...file, label: spellings.clean(joined.label) });
  }
  const ofSplit = new Set(files.map(({ source }) => source));
  return {
    split,
    origin: { kind: 'manifest', of: table.path },
    clips,
    columns: otherColumns(table, [columns.path, columns.label], join.files, clips),
    unlabelled,
    merged: spellings.merged(),
    manifest: table.path,
    lostRows: join.lostRows,
    repeated: join.repeated.filter(({ path }) => ofSplit.has(path)),
  };
}

/** What a manifest says of clips beside the columns that are used up. */
export function otherColumns(
  table: ManifestTable,
  used: readonly number[],
  files: ReadonlyMap<string, JoinedFile>,
  clips: readonly LabelledClip[],
): ClipColumn[] {
  const rows = clips.map(({ source }) => table.rows[files.get(source)?.row ?? -1]);
  return table.columns.flatMap((name, index) => {
    if (used.includes(index)) return [];
    const column = makeClipColumn(
      name,
      rows.map((row) => row?.cells[index]?.trim() ?? null),
    );
    return column === null ? [] : [column];
  });
}
