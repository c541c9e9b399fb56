import { PhonoscopeError } from '../errors.ts';
import { eachInSteps, filterInSteps, mapInSteps, type Steps } from '../steps.ts';
import { cleanLabel } from './clean-label.ts';
import { sortByCodePointInSteps } from './code-point-order.ts';
import { labelFromFileName } from './label-from-file-name.ts';
import { listFileNames, readSplitList, type SplitLists } from './split-lists.ts';

/** A clip and what is said in it. */
export type LabelledClip = {
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
const backgroundFolder = '_background_noise_';

/** True for files that look like audio by their ending; the rest of a folder is passed over in silence. */
export function isAudioPath(path: string): boolean {
  return audioEndings.test(path);
}

/** The sentence with which files without a label are listed, on the command line and in exports. */
export const noLabelReason =
  'It has no label: it lies in no label folder, and its name does not start with a label.';

/**
 * Finds the labels of a split: the name of the topmost folder. Where no clip lies in a folder, labels come from file
 * names: FSDD's `digit_speaker_take.wav` (zero to nine), else `label_rest.wav`.
 */
export function* labelSplitInSteps({ split, files }: Split): Steps<LabelledFolder> {
  const isFlat = isFlatSplit(files);
  const clips: LabelledClip[] = [];
  const unlabelled: SplitFile[] = [];
  const spellings = new Spellings();
  yield* eachInSteps(files, (file) => {
    const name = isFlat ? labelFromFileName(file.path) : labelFromFolder(file.path);
    const label = name === null ? '' : spellings.clean(name);
    if (label === '') unlabelled.push(file);
    else clips.push({ path: file.path, label, source: file.source });
  });
  return { split, clips, unlabelled, merged: spellings.merged() };
}

/** True where no file lies in a folder: labels are those of file names. */
export function isFlatSplit(files: readonly SplitFile[]): boolean {
  return files.every(({ path }) => !path.includes('/'));
}

/** A file of a split: its path below the split, and as it was passed in. */
export type SplitFile = { readonly path: string; readonly source: string };

/** Labels as they stand in the data, and what they come down to. */
export class Spellings {
  readonly #cleaned = new Map<string, string>();
  readonly #namesByLabel = new Map<string, string[]>();

  /** @see cleanLabel; each spelling is looked at once. */
  clean(name: string): string {
    const known = this.#cleaned.get(name);
    if (known !== undefined) return known;
    const label = cleanLabel(name);
    this.#cleaned.set(name, label);
    const names = this.#namesByLabel.get(label);
    if (names === undefined) this.#namesByLabel.set(label, [name]);
    else names.push(name);
    return label;
  }

  /** Spellings that are the same label, in the order in which they came. */
  merged(): string[][] {
    return [...this.#namesByLabel].flatMap(([label, names]) =>
      label === '' || names.length < 2 ? [] : [names],
    );
  }
}

export type Split = {
  readonly split: string;
  /** Sorted by path (code points); at least one. */
  readonly files: readonly SplitFile[];
  /** What told the split from the rest; null where all there is was taken. */
  readonly by: 'folder' | 'lists' | null;
};

/**
 * Finds the sound files of one split: the folder `SPLIT/`; else what Speech Commands' lists say; else, where no split was
 * asked for, everything. Hidden files and `_background_noise_` are passed over.
 *
 * @throws PhonoscopeError `folder-missing-split`, `folder-no-audio`.
 */
export function* findSplitInSteps(paths: readonly string[], options: LabelOptions): Steps<Split> {
  const split = options.split ?? 'test';
  const { by, sources } = yield* sourcesOfSplit(paths, split, options);
  if (sources.length === 0) {
    throw new PhonoscopeError('folder-no-audio', 'The folder holds no audio files.', { split });
  }
  const start = by === 'folder' ? split.length + 1 : 0;
  const sorted = yield* sortByCodePointInSteps(sources);
  const files = yield* mapInSteps(sorted, (source) => ({ path: source.slice(start), source }));
  return { split, files, by };
}

function* sourcesOfSplit(
  paths: readonly string[],
  split: string,
  { split: asked, lists }: LabelOptions,
): Steps<{ readonly by: Split['by']; readonly sources: string[] }> {
  const audio = yield* filterInSteps(paths, (path) => isAudioPath(path) && !isIgnored(path));
  const folder = `${split}/`;
  if (split !== '' && paths.some((path) => path.startsWith(folder))) {
    return { by: 'folder', sources: audio.filter((path) => path.startsWith(folder)) };
  }
  const listed = lists === undefined ? null : readSplitList(lists, split);
  if (listed !== null) return { by: 'lists', sources: audio.filter((path) => listed.includes(path)) };
  if (asked !== undefined) {
    const wanted = listFileNames.testing;
    throw new PhonoscopeError(
      'folder-missing-split',
      `There is no split "${asked}": neither a folder of that name nor a list such as ${wanted}.`,
      { split: asked },
    );
  }
  return { by: null, sources: audio };
}

function isIgnored(path: string): boolean {
  if (path.startsWith('.') || path.includes('/.')) return true;
  return path.includes(backgroundFolder) && path.split('/').includes(backgroundFolder);
}

function labelFromFolder(path: string): string | null {
  const end = path.indexOf('/');
  return end > 0 ? path.slice(0, end) : null;
}
