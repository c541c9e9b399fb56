import { filterInSteps, finish, type Steps } from '../steps.ts';
import { folderColumn, speakerColumn } from './clip-columns.ts';
import {
  findSplitInSteps,
  isAudioPath,
  isFlatSplit,
  type LabelOptions,
  labelSplitInSteps,
  type Split,
} from './label-clips.ts';
import { labelFromManifestInSteps, otherColumnsInSteps } from './label-from-manifest.ts';
import { countDifferent, maxLabels } from './label-limit.ts';
import { labelFromPatternInSteps } from './label-from-pattern.ts';
import type { LabelledData, LabelSource } from './labelled-data.ts';
import { fileNameColumn, labelColumns } from './manifest-columns.ts';
import { findColumns, joinManifestInSteps } from './manifest-join.ts';
import type { ManifestTable } from './manifest-table.ts';

export type DataOptions = LabelOptions & {
  /** What {@link metadataPaths} names, as far as it is there. */
  readonly metadata?: readonly ManifestTable[] | undefined;
  readonly source?: LabelSource | undefined;
};

/** Where AudioFolder of Hugging Face has its manifests, best first: at the root of a split, or of the folder. */
export function metadataPaths(split: string): string[] {
  const names = ['metadata.csv', 'metadata.jsonl'];
  return [...names.map((name) => `${split}/${name}`), ...names];
}

/**
 * Finds the clips of one split of a data folder, their labels from wherever they come, and what else is known of them.
 *
 * @param paths - all files of the folder, relative to it, with `/`.
 * @throws PhonoscopeError `folder-missing-split`, `folder-no-audio`, `pattern-invalid`, `manifest-invalid`.
 */
export function labelData(paths: readonly string[], options: DataOptions = {}): LabelledData {
  return finish(labelDataInSteps(paths, options));
}

/** The same in steps, so that a page with many files can draw between two. */
export function* labelDataInSteps(paths: readonly string[], options: DataOptions = {}): Steps<LabelledData> {
  const split = yield* findSplitInSteps(paths, options);
  const labelled = yield* labelSplitData(paths, split, options);
  yield;
  return yield* withPathColumns(labelled);
}

function labelSplitData(paths: readonly string[], split: Split, options: DataOptions): Steps<LabelledData> {
  const { source } = options;
  if (source?.kind === 'pattern') return labelFromPatternInSteps(split, source.pattern);
  if (source?.kind === 'manifest') {
    const columns = findColumns(source.table, source.pathColumn, source.labelColumn);
    return labelFromManifestInSteps(paths, split, source.table, columns);
  }
  const isAutomatic = source?.kind !== 'folders';
  return labelFromFolder(paths, split, options.metadata ?? [], isAutomatic);
}

/** Labels by folders and file names, or by metadata that has just one column of labels. */
function* labelFromFolder(
  paths: readonly string[],
  split: Split,
  metadata: readonly ManifestTable[],
  isAutomatic: boolean,
): Steps<LabelledData> {
  const table = findMetadata(split, metadata);
  const path = table === null ? null : fileNameColumn(table);
  if (table === null || path === null) return yield* labelBySplit(split);
  const [label, ...others] = labelColumns(table);
  if (isAutomatic && label !== undefined && others.length === 0) {
    const byTable = yield* labelFromManifestInSteps(paths, split, table, { path, label });
    // Sentences are no labels.
    if (countDifferent(byTable.clips) <= maxLabels) return byTable;
  }
  const labelled = yield* labelBySplit(split);
  const audio = yield* filterInSteps(paths, isAudioPath);
  const { files, lostRows } = yield* joinManifestInSteps(table, { path, label: path }, audio);
  return {
    ...labelled,
    columns: yield* otherColumnsInSteps(table, [path], files, labelled.clips),
    manifest: table.path,
    lostRows,
  };
}

function findMetadata({ split, by }: Split, metadata: readonly ManifestTable[]): ManifestTable | null {
  const places = metadataPaths(split).filter((place) => by === 'folder' || !place.includes('/'));
  for (const place of places) {
    const table = metadata.find(({ path }) => path === place);
    if (table !== undefined) return table;
  }
  return null;
}

function* labelBySplit(split: Split): Steps<LabelledData> {
  const { clips, unlabelled, merged } = yield* labelSplitInSteps(split);
  const kind = isFlatSplit(split.files) ? 'file names' : split.by === 'lists' ? 'lists' : 'folders';
  return {
    split: split.split,
    origin: { kind, of: '' },
    clips,
    columns: [],
    unlabelled: unlabelled.map(({ path, source }) => ({ path, source, problem: null })),
    merged,
    manifest: null,
    lostRows: [],
    repeated: [],
  };
}

/** Adds what paths tell by themselves: who speaks, and the topmost folder where it is not the label. */
function* withPathColumns(data: LabelledData): Steps<LabelledData> {
  const { clips, columns, origin } = data;
  const paths = clips.map(({ path }) => path);
  const isFolderLabel = origin.kind === 'folders' || origin.kind === 'lists';
  const names = new Set(columns.map(({ name }) => name));
  const speakers = speakerColumn(paths);
  yield;
  const found = [speakers, isFolderLabel ? null : folderColumn(paths)].flatMap((column) =>
    column === null || names.has(column.name) ? [] : [column],
  );
  return { ...data, columns: [...columns, ...found] };
}
