import { PhonoscopeError } from '../errors.ts';
import { compareByCodePoint } from './code-point-order.ts';
import { labelFromFileName } from './label-from-file-name.ts';
import { listFileNames, readSplitList, type SplitLists } from './split-lists.ts';

/** A clip and what is said in it. */
type LabelledClip = {
  /** Relative to the folder that is evaluated. */
  readonly path: string;
  readonly label: string;
  /** The path as it was passed in. */
  readonly source: string;
};

export type LabelledFolder = {
  readonly split: string;
  readonly clips: readonly LabelledClip[];
  /** Audio files that no rule gives a label; same shape of path as in `clips`. */
  readonly unlabelled: readonly { readonly path: string; readonly source: string }[];
  /** Folders whose names are the same label but for spaces at their ends or the way accents are encoded. */
  readonly merged: readonly (readonly string[])[];
};

export type LabelOptions = {
  /** The split that was asked for; `test` where nothing was. */
  readonly split?: string | undefined;
  /** Contents of Speech Commands' lists, where the folder has them at its root. */
  readonly lists?: SplitLists | undefined;
};

const audioEndings = /\.(?:wav|wave|flac|ogg|oga|opus|mp3|m4a|mp4|aac|webm|aiff?)$/i;
const ignoredFolders = new Set(['_background_noise_']);

/** True for files that look like audio by their ending; the rest of a folder is passed over in silence. */
export function isAudioPath(path: string): boolean {
  return audioEndings.test(path);
}

/** The sentence with which files without a label are listed, on the command line and in exports. */
export const noLabelReason =
  'It has no label: it lies in no label folder, and its name does not start with a label.';

/**
 * Finds the clips of one split in a data folder, and their labels.
 *
 * The split is the folder `SPLIT/`; else what Speech Commands' lists say; else, where no split was asked for,
 * everything. A label is the name of the topmost folder below the split. Where no clip lies in a folder, labels come
 * from file names: FSDD's `digit_speaker_take.wav` (zero to nine), else `label_rest.wav`.
 * Hidden files and `_background_noise_` are passed over.
 *
 * @param paths - all files of the folder, relative to it, with `/`.
 * @returns clips sorted by path (code points).
 * @throws PhonoscopeError `folder-missing-split` when the asked split is not there, `folder-no-audio` when no file of
 * it looks like audio.
 */
export function labelClips(paths: readonly string[], options: LabelOptions = {}): LabelledFolder {
  const split = options.split ?? 'test';
  const audio = paths.filter((path) => isAudioPath(path) && !isIgnored(path));
  const files = filesOfSplit(paths, audio, split, options).sort((a, b) => compareByCodePoint(a.path, b.path));
  if (files.length === 0) {
    throw new PhonoscopeError('folder-no-audio', 'The folder holds no audio files.', { split });
  }
  const isFlat = files.every(({ path }) => !path.includes('/'));
  const clips: LabelledClip[] = [];
  const unlabelled: SplitFile[] = [];
  const spellings = new Map<string, Set<string>>();
  for (const file of files) {
    const name = isFlat ? labelFromFileName(file.path) : labelFromFolder(file.path);
    // Control characters, which some file systems allow, have no place in a model's labels.
    const label = (name ?? '')
      .replaceAll(/\p{Cc}/gu, ' ')
      .normalize('NFC')
      .trim();
    if (name === null || label === '') {
      unlabelled.push(file);
      continue;
    }
    clips.push({ path: file.path, label, source: file.source });
    spellings.set(label, (spellings.get(label) ?? new Set()).add(name));
  }
  const merged = [...spellings.values()].filter((names) => names.size > 1).map((names) => Array.from(names));
  return { split, clips, unlabelled, merged };
}

type SplitFile = { readonly path: string; readonly source: string };

function filesOfSplit(
  paths: readonly string[],
  audio: readonly string[],
  split: string,
  { split: asked, lists }: LabelOptions,
): SplitFile[] {
  const folder = `${split}/`;
  if (split !== '' && paths.some((path) => path.startsWith(folder))) {
    return audio
      .filter((path) => path.startsWith(folder))
      .map((source) => ({ path: source.slice(folder.length), source }));
  }
  const listed = lists === undefined ? null : readSplitList(lists, split);
  if (listed !== null) {
    return audio.filter((path) => listed.includes(path)).map((source) => ({ path: source, source }));
  }
  if (asked !== undefined) {
    const wanted = listFileNames.testing;
    throw new PhonoscopeError(
      'folder-missing-split',
      `There is no split "${asked}": neither a folder of that name nor a list such as ${wanted}.`,
      { split: asked },
    );
  }
  return audio.map((source) => ({ path: source, source }));
}

function isIgnored(path: string): boolean {
  return path.split('/').some((part) => part.startsWith('.') || ignoredFolders.has(part));
}

function labelFromFolder(path: string): string | null {
  const end = path.indexOf('/');
  return end > 0 ? path.slice(0, end) : null;
}
