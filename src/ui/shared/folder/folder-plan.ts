import { isAudioPath, type LabelledClip } from '../../../core/dataset/label-clips.ts';
import { labelDataInSteps } from '../../../core/dataset/label-data.ts';
import { mapLabelsInSteps } from '../../../core/dataset/label-mapping.ts';
import type { LabelledData, LabelSource } from '../../../core/dataset/labelled-data.ts';
import { listFileNames, type SplitLists } from '../../../core/dataset/split-lists.ts';
import type { ClipColumn, LabelMapping } from '../../../core/evaluation/run-record.ts';
import { refuseManyLabels } from '../../../core/dataset/label-limit.ts';
import { eachInSteps, finish, type Steps } from '../../../core/steps.ts';
import { type FolderMetadata, readMetadata } from './folder-manifests.ts';
import { openFile, type StoredFile } from '../../../platform/browser/stored-file.ts';
import { yieldTurn } from '../../../workers/yield-turn.ts';

/** A file with its path inside the dropped folder, with `/`. */
export type FolderFile = { readonly path: string; readonly file: StoredFile };

/** A folder as it was dropped or chosen. */
export type Folder = {
  readonly name: string;
  readonly files: readonly FolderFile[];
  readonly lists: SplitLists;
  /** `metadata.csv` and such; missing where there is none. */
  readonly metadata?: FolderMetadata;
};

/** What a person said of the labels: where they come from, and which stand for labels of the model. */
export type Labelling = { readonly source: LabelSource; readonly mapping: LabelMapping };

/** Split names in the order in which the page offers and prefers them. */
const splitNames = ['test', 'testing', 'val', 'valid', 'validation', 'dev', 'train', 'training'] as const;

/**
 * The splits that a folder offers, best first; empty where it is one set of clips.
 *
 * `DIR/test` always counts, as on the command line. Without it, folders called `train` or `val` are splits only when
 * nothing else lies beside them and labels lie in them: they could be words.
 */
export function splitsOf(folder: Folder): readonly string[] {
  return finish(splitsInSteps(folder));
}

function* splitsInSteps(folder: Folder): Steps<readonly string[]> {
  const known = knownSplits.get(folder);
  if (known !== undefined) return known;
  const splits = yield* findSplits(folder);
  knownSplits.set(folder, splits);
  return splits;
}

/** They are asked for several times, and a folder may hold 100,000 files. */
const knownSplits = new WeakMap<Folder, readonly string[]>();

function* findSplits({ files, lists }: Folder): Steps<string[]> {
  const audio: string[] = [];
  const tops = new Set<string>();
  yield* eachInSteps(files, ({ path }) => {
    if (!isAudioPath(path)) return;
    audio.push(path);
    if (path.includes('/')) tops.add(path.slice(0, path.indexOf('/')));
  });
  tops.delete('_background_noise_');
  const found = splitNames.filter((name) => tops.has(name));
  const isAllSplits = found.length === tops.size && audio.every((path) => path.split('/').length > 2);
  if (found.includes('test') || (found.length > 0 && isAllSplits)) return found;
  return splitsOfLists(lists);
}

function splitsOfLists(lists: SplitLists): string[] {
  if (lists.testing === undefined && lists.validation === undefined) return [];
  const test = lists.testing === undefined ? [] : ['test'];
  const validation = lists.validation === undefined ? [] : ['val'];
  return [...test, ...validation, 'train'];
}

/** What will be evaluated: the clips of a split with their files. */
export type FolderPlan = {
  readonly split: string;
  /** True where the folder has no splits. */
  readonly isWhole: boolean;
  /** Labels are those after the mapping; without the clips that it leaves out. */
  readonly clips: readonly { readonly path: string; readonly label: string; readonly file: StoredFile }[];
  /** What else is known of the clips; row i is clip i. */
  readonly columns: readonly ClipColumn[];
  /** Before the mapping: how labels were found, and what was wrong with a manifest. */
  readonly labelled: LabelledData;
  readonly mapping: LabelMapping;
};

/**
 * Finds clips and labels by the rules of the command line; in steps, so that the page can draw between two.
 *
 * @param split null takes `test`, or the best split there is, or everything
 * @param labelling null goes by `metadata.csv`, folders and file names
 * @throws PhonoscopeError `folder-no-audio`, `folder-missing-split`, `pattern-invalid`, `manifest-invalid`, `labels-many`
 */
export function* planFolderInSteps(
  folder: Folder,
  split: string | null,
  labelling: Labelling | null,
): Steps<FolderPlan> {
  const labelled = yield* labelFolderInSteps(folder, split, labelling?.source);
  const mapping = labelling?.mapping ?? [];
  const { clips, columns } = yield* mapLabelsInSteps(labelled, mapping);
  refuseManyLabels(clips);
  yield;
  return {
    split: labelled.split,
    isWhole: split === null && splitsOf(folder).length === 0,
    clips: yield* withFiles(clips, folder.files),
    columns,
    labelled,
    mapping,
  };
}

function* withFiles(
  clips: readonly LabelledClip[],
  files: readonly FolderFile[],
): Steps<FolderPlan['clips']> {
  const fileByPath = new Map<string, StoredFile>();
  yield* eachInSteps(files, ({ path, file }) => fileByPath.set(path, file));
  const found: FolderPlan['clips'][number][] = [];
  yield* eachInSteps(clips, ({ path, label, source }) => {
    const file = fileByPath.get(source);
    if (file !== undefined) found.push({ path, label, file });
  });
  return found;
}

/**
 * The labels of a split as they stand in the data, in steps.
 *
 * @throws PhonoscopeError what `planFolder` throws.
 */
export function* labelFolderInSteps(
  folder: Folder,
  split: string | null,
  source: LabelSource | undefined,
): Steps<LabelledData> {
  const { lists, metadata } = folder;
  const paths = folder.files.map(({ path }) => path);
  const chosen = split ?? (yield* splitsInSteps(folder))[0];
  const options = { split: chosen, lists, metadata: metadata?.tables, source };
  return yield* labelDataInSteps(paths, options);
}

/**
 * Names a folder after what its paths have in common, takes that part off the paths, and reads Speech Commands' lists.
 *
 * @param fallbackName for files that lie in no common folder
 */
export async function openFolder(files: readonly FolderFile[], fallbackName: string): Promise<Folder> {
  const root = commonRoot(files.map(({ path }) => path));
  const inside =
    root === null ? files : files.map(({ path, file }) => ({ path: path.slice(root.length + 1), file }));
  await yieldTurn();
  const textOf = async (name: string) => {
    const found = inside.find(({ path }) => path === name);
    return found === undefined ? undefined : (await openFile(found.file)).text();
  };
  const [testing, validation] = await Promise.all([
    textOf(listFileNames.testing),
    textOf(listFileNames.validation),
  ]);
  const metadata = await readMetadata(inside, ['', ...splitNames.map((split) => `${split}/`)]);
  return { name: root ?? fallbackName, files: inside, lists: { testing, validation }, metadata };
}

function commonRoot(paths: readonly string[]): string | null {
  const first = paths[0];
  const end = first?.indexOf('/') ?? -1;
  if (first === undefined || end <= 0) return null;
  const prefix = first.slice(0, end + 1);
  return paths.every((path) => path.startsWith(prefix)) ? first.slice(0, end) : null;
}

/**
 * Finds the clips to train on, in steps: the part `train` where there is one, and everything where there are no parts.
 *
 * @throws PhonoscopeError `folder-no-audio`; `folder-missing-split` for a folder with a test part alone: what is
 * measured on must not be trained on.
 */
export function planTrainingInSteps(folder: Folder): Steps<FolderPlan> {
  const splits = splitsOf(folder);
  const split = splits.find((name) => name === 'train' || name === 'training');
  const chosen = split === undefined && splits.length > 0 ? 'train' : (split ?? null);
  return planFolderInSteps(folder, chosen, null);
}
