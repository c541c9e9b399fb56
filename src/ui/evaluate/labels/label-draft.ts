import { createFileFinderInSteps, type FileFinder } from '../../../core/dataset/file-finder.ts';
import { isAudioPath } from '../../../core/dataset/label-clips.ts';
import { parseLabelPattern } from '../../../core/dataset/label-pattern.ts';
import type { LabelledData, LabelSource } from '../../../core/dataset/labelled-data.ts';
import { guessColumns } from '../../../core/dataset/manifest-columns.ts';
import { isManifestPath, type ManifestTable } from '../../../core/dataset/manifest-table.ts';
import type { LabelMapping } from '../../../core/evaluation/run-record.ts';
import { filterInSteps, type Steps } from '../../../core/steps.ts';
import { toPlainError } from '../../../workers/plain-error.ts';
import type { PlainError } from '../../../workers/protocol.ts';
import type { Folder, FolderFile } from '../../shared/folder/folder-plan.ts';
import type { EvaluatedData } from '../session/evaluation-session.ts';
import type { DraftLabels } from './draft-labels.ts';

/** The ways in which labels can be found, as the dialog offers them. */
export type DraftKind = 'folders' | 'manifest' | 'pattern';

/** A manifest as far as it has been read. */
type OpenedManifest = { readonly table: ManifestTable | null; readonly error: PlainError | null };

/** What the dialog holds before it is applied. Immutable. */
export type LabelDraft = {
  readonly kind: DraftKind;
  /** Files that may be manifests; those of the folder first. */
  readonly files: readonly FolderFile[];
  /** Into `files`; -1 for none. */
  readonly fileIndex: number;
  readonly manifest: OpenedManifest | null;
  /** Names of columns; '' for none. */
  readonly pathColumn: string;
  readonly labelColumn: string;
  readonly pattern: string;
  /** What a person chose, by label of the data; the rest is suggested. */
  readonly chosen: ReadonlyMap<string, string>;
};

/** The dialog as it opens: with what is in force, or what seems right. */
export function openDraft({ folder, plan, labelling }: EvaluatedData): LabelDraft {
  const { origin, clips } = plan.labelled;
  const files = folder.files.filter(({ path }) => isManifestPath(path));
  const source = labelling?.source;
  const table = source?.kind === 'manifest' ? source.table : null;
  const path = table?.path ?? (origin.kind === 'manifest' ? origin.of : null);
  const found = path === null ? 0 : files.findIndex((file) => file.path === path);
  const isManifest = origin.kind === 'manifest' || (clips.length === 0 && files.length > 0);
  return {
    kind: origin.kind === 'pattern' ? 'pattern' : isManifest ? 'manifest' : 'folders',
    files,
    fileIndex: files.length === 0 ? -1 : Math.max(0, found),
    manifest: found >= 0 && table !== null ? { table, error: null } : null,
    pathColumn: source?.kind === 'manifest' ? source.pathColumn : '',
    labelColumn: source?.kind === 'manifest' ? source.labelColumn : '',
    pattern: origin.kind === 'pattern' ? origin.of : '',
    chosen: labelling === null ? new Map() : chosenBefore(plan.labelled, labelling.mapping),
  };
}

/** Every label as it was applied, so that a suggestion that was declined does not come back. */
function chosenBefore({ clips }: LabelledData, mapping: LabelMapping): ReadonlyMap<string, string> {
  const labels = new Set(clips.map(({ label }) => label));
  return new Map([
    ...[...labels].map((label) => [label, label] as const),
    ...mapping.map(({ from, to }) => [from, to] as const),
  ]);
}

/** What a draft holds of a manifest that has been read. */
export type OpenedTable = Pick<LabelDraft, 'manifest' | 'pathColumn' | 'labelColumn'>;

/** A manifest has been read: its columns are guessed. */
export function* openTableInSteps({ files }: Folder, table: ManifestTable): Steps<OpenedTable> {
  const find = yield* findSoundInSteps(files, table);
  const { path, label } = guessColumns(table, find);
  const nameOf = (column: number | null) => (column === null ? '' : (table.columns[column] ?? ''));
  return {
    manifest: { table, error: null },
    pathColumn: nameOf(path),
    labelColumn: nameOf(label),
  };
}

/** Finds the sound files that a manifest names. */
export function* findSoundInSteps(files: readonly FolderFile[], table: ManifestTable): Steps<FileFinder> {
  const paths = files.map(({ path }) => path);
  return yield* createFileFinderInSteps(yield* filterInSteps(paths, isAudioPath), table.path);
}

/** Where the draft takes labels from; null where something is missing. */
export function sourceOf({
  kind,
  manifest,
  pathColumn,
  labelColumn,
  pattern,
}: SourceDraft): LabelSource | null {
  if (kind === 'folders') return { kind };
  if (kind === 'pattern') return pattern === '' ? null : { kind, pattern };
  const table = manifest?.table ?? null;
  if (table === null || pathColumn === '' || labelColumn === '') return null;
  return { kind, table, pathColumn, labelColumn };
}

type SourceDraft = Pick<LabelDraft, 'kind' | 'manifest' | 'pathColumn' | 'labelColumn' | 'pattern'>;

/** What is wrong in a pattern, as long as there is one: known before any file has been looked at. */
export function patternError(pattern: string): PlainError | null {
  if (pattern === '') return null;
  try {
    parseLabelPattern(pattern);
    return null;
  } catch (thrown) {
    return toPlainError(thrown);
  }
}

/** The mapping of a draft: what is suggested, but for what a person chose. Labels that stay what they are are not in it. */
export function mappingOf(
  { counts, suggested }: Pick<DraftLabels, 'counts' | 'suggested'>,
  chosen: ReadonlyMap<string, string>,
): LabelMapping {
  const toByFrom = new Map(suggested.map(({ from, to }) => [from, to]));
  return counts.flatMap(({ label }) => {
    const to = chosen.get(label) ?? toByFrom.get(label) ?? label;
    return to === label ? [] : [{ from: label, to }];
  });
}

/** True where the dialog should open by itself: no clip has a label, or none a label that the model knows. */
export function needsLabels(
  { clips, labelled }: EvaluatedData['plan'],
  modelLabels: readonly string[],
): boolean {
  if (clips.length === 0) return labelled.unlabelled.length > 0;
  const known = new Set(modelLabels);
  return !clips.some(({ label }) => known.has(label));
}

/** The first files of a split with their labels, by path. */
export function firstFiles(
  { clips, unlabelled, columns }: LabelledData,
  count: number,
): { path: string; label: string | null; fields: string }[] {
  const fieldsOf = (index: number) =>
    columns
      .map(({ name, values }) => ({ name, value: values[index] }))
      .filter(({ value }) => typeof value === 'string' || (value !== undefined && !Number.isNaN(value)))
      .map(({ name, value }) => `${name} ${value}`)
      .join(' · ');
  const labelled = clips
    .slice(0, count)
    .map(({ path, label }, index) => ({ path, label, fields: fieldsOf(index) }));
  const others = unlabelled.slice(0, count).map(({ path }) => ({ path, label: null, fields: '' }));
  return [...labelled, ...others].sort((a, b) => (a.path < b.path ? -1 : 1)).slice(0, count);
}
