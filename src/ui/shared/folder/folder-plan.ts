import { isAudioPath, labelClips, type LabelledFolder } from '../../../core/dataset/label-clips.ts';
import { listFileNames, type SplitLists } from '../../../core/dataset/split-lists.ts';

/** A file with its path inside the dropped folder, with `/`. */
export type FolderFile = { readonly path: string; readonly file: Blob };

/** A folder as it was dropped or chosen. */
export type Folder = {
  readonly name: string;
  readonly files: readonly FolderFile[];
  readonly lists: SplitLists;
};

/** Split names in the order in which the page offers and prefers them. */
const splitNames = ['test', 'testing', 'val', 'valid', 'validation', 'dev', 'train', 'training'] as const;

/**
 * The splits that a folder offers, best first; empty where it is one set of clips.
 *
 * `DIR/test` always counts, as on the command line. Without it, folders called `train` or `val` are splits only when
 * nothing else lies beside them and labels lie in them: they could be words.
 */
export function splitsOf(folder: Folder): string[] {
  const audio = folder.files.map(({ path }) => path).filter(isAudioPath);
  const tops = new Set(
    audio.filter((path) => path.includes('/')).map((path) => path.slice(0, path.indexOf('/'))),
  );
  tops.delete('_background_noise_');
  const found = splitNames.filter((name) => tops.has(name));
  const isAllSplits = found.length === tops.size && audio.every((path) => path.split('/').length > 2);
  if (found.includes('test') || (found.length > 0 && isAllSplits)) return found;
  return splitsOfLists(folder.lists);
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
  readonly clips: readonly { readonly path: string; readonly label: string; readonly file: Blob }[];
  readonly unlabelled: readonly string[];
  /** Folders that were taken as one label, because their names differ only in spaces or encoding. */
  readonly merged: readonly (readonly string[])[];
};

/**
 * Finds clips and labels by the rules of the command line.
 *
 * @param split null takes `test`, or the best split there is, or everything
 * @throws PhonoscopeError `folder-no-audio`, `folder-missing-split`
 */
export function planFolder(folder: Folder, split: string | null): FolderPlan {
  const fileByPath = new Map(folder.files.map(({ path, file }) => [path, file]));
  const chosen = split ?? splitsOf(folder)[0];
  const labelled: LabelledFolder = labelClips([...fileByPath.keys()], { split: chosen, lists: folder.lists });
  return {
    split: labelled.split,
    isWhole: chosen === undefined,
    clips: labelled.clips.flatMap(({ path, label, source }) => {
      const file = fileByPath.get(source);
      return file === undefined ? [] : [{ path, label, file }];
    }),
    unlabelled: labelled.unlabelled.map(({ path }) => path),
    merged: labelled.merged,
  };
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
  const textOf = async (name: string) => inside.find(({ path }) => path === name)?.file.text();
  const [testing, validation] = await Promise.all([
    textOf(listFileNames.testing),
    textOf(listFileNames.validation),
  ]);
  return { name: root ?? fallbackName, files: inside, lists: { testing, validation } };
}

function commonRoot(paths: readonly string[]): string | null {
  const first = paths[0];
  const end = first?.indexOf('/') ?? -1;
  if (first === undefined || end <= 0) return null;
  const prefix = first.slice(0, end + 1);
  return paths.every((path) => path.startsWith(prefix)) ? first.slice(0, end) : null;
}

/** What will be trained on: clips with their files, files without a label, and labels that were one. */
export type TrainingPlan = Pick<FolderPlan, 'clips' | 'unlabelled' | 'merged'>;

/**
 * Finds the clips to train on: the part `train` where there is one, and everything where there are no parts.
 *
 * @throws PhonoscopeError `folder-no-audio`; `folder-missing-split` for a folder with a test part alone: what is
 * measured on must not be trained on.
 */
export function planTrainingFolder(folder: Folder): TrainingPlan {
  const splits = splitsOf(folder);
  const split = splits.find((name) => name === 'train' || name === 'training');
  if (split === undefined && splits.length > 0) return planFolder(folder, 'train');
  return planFolder(folder, split ?? null);
}
