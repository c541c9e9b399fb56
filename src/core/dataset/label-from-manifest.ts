import type { ClipColumn } from '../evaluation/run-record.ts';
import { eachInSteps, filterInSteps, mapInSteps, type Steps } from '../steps.ts';
import { makeClipColumn } from './clip-columns.ts';
import { isAudioPath, type LabelledClip, type Split, Spellings } from './label-clips.ts';
import { labelProblem } from './label-problem.ts';
import type { LabelledData, UnlabelledFile } from './labelled-data.ts';
import type { ManifestColumns } from './manifest-columns.ts';
import { type JoinedFile, joinManifestInSteps } from './manifest-join.ts';
import type { ManifestTable } from './manifest-table.ts';

/** Labels the files of a split by a manifest, which may name those of other splits as well; in steps. */
export function* labelFromManifestInSteps(
  paths: readonly string[],
  { split, files }: Split,
  table: ManifestTable,
  columns: ManifestColumns,
): Steps<LabelledData> {
  const audio = yield* filterInSteps(paths, isAudioPath);
  const join = yield* joinManifestInSteps(table, columns, audio);
  const clips: LabelledClip[] = [];
  const unlabelled: UnlabelledFile[] = [];
  const spellings = new Spellings();
  yield* eachInSteps(files, (file) => {
    const joined = join.files.get(file.source);
    const problem = joined === undefined ? labelProblem.noRow(table.path) : joined.problem;
    if (joined === undefined || problem !== null) unlabelled.push({ ...file, problem });
    else clips.push({ ...file, label: spellings.clean(joined.label) });
  });
  const others = yield* otherColumnsInSteps(table, [columns.path, columns.label], join.files, clips);
  const ofSplit = new Set(files.map(({ source }) => source));
  return {
    split,
    origin: { kind: 'manifest', of: table.path },
    clips,
    columns: others,
    unlabelled,
    merged: spellings.merged(),
    manifest: table.path,
    lostRows: join.lostRows,
    repeated: join.repeated.filter(({ path }) => ofSplit.has(path)),
  };
}

/** What a manifest says of clips beside the columns that are used up; a column a step. */
export function* otherColumnsInSteps(
  table: ManifestTable,
  used: readonly number[],
  files: ReadonlyMap<string, JoinedFile>,
  clips: readonly LabelledClip[],
): Steps<ClipColumn[]> {
  const rows = yield* mapInSteps(clips, ({ source }) => table.rows[files.get(source)?.row ?? -1]);
  const columns: ClipColumn[] = [];
  for (const [index, name] of table.columns.entries()) {
    if (used.includes(index)) continue;
    const cells = yield* mapInSteps(rows, (row) => row?.cells[index]?.trim() ?? null);
    const column = makeClipColumn(name, cells);
    if (column !== null) columns.push(column);
    yield;
  }
  return columns;
}
