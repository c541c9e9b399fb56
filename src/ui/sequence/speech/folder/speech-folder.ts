import { compareByCodePoint } from '../../../../core/dataset/code-point-order.ts';
import { isAudioPath } from '../../../../core/dataset/label-clips.ts';
import { PhonoscopeError } from '../../../../core/errors.ts';
import {
  findReference,
  parseReferences,
  referenceFromFileName,
  splitWords,
  withoutExtension,
} from '../../../../core/evaluation/references.ts';
import { type Folder, type FolderFile, openFolder } from '../../../shared/folder/folder-plan.ts';
import { openFile, type StoredFile } from '../../../../platform/browser/stored-file.ts';

/** A recording and what is said in it. */
export type SpeechFile = {
  readonly path: string;
  readonly file: StoredFile;
  readonly reference: readonly string[];
};

/** Recordings of which it is known what is said in them. */
export type SpeechFolder = {
  readonly name: string;
  readonly files: readonly SpeechFile[];
  /** Recordings that nothing says the words of. */
  readonly unknown: readonly string[];
};

type FindReference = (path: string) => readonly string[] | null;

const listNames = /^(?:references?|transcripts?|ref|text)(?:\.(?:txt|tsv))?$/i;

/**
 * Finds recordings and what is said in them. A list counts before files beside the recordings (`a.txt` for `a.wav`), and
 * these before the recordings' own names (`one+two_anna.wav`).
 *
 * @param known the words that the model tells apart.
 * @throws PhonoscopeError `folder-no-audio`; `references-missing` where nothing says any words; `references-invalid`
 *   with the line.
 */
export async function openSpeechFolder(
  files: readonly FolderFile[],
  fallbackName: string,
  known: readonly string[],
): Promise<SpeechFolder> {
  const folder = await openFolder(files, fallbackName);
  const audio = folder.files
    .filter(({ path }) => isAudioPath(path))
    .toSorted((a, b) => compareByCodePoint(a.path, b.path));
  if (audio.length === 0) throw new PhonoscopeError('folder-no-audio', 'There is no sound file here.');
  const list = findList(folder);
  const referenceOf = list === null ? await readNeighbours(folder, known) : await readList(list);
  const found = audio.map(({ path, file }) => ({ path, file, reference: referenceOf(path) }));
  const spoken = found.flatMap(({ path, file, reference }) =>
    reference === null ? [] : [{ path, file, reference }],
  );
  if (spoken.length === 0) {
    throw new PhonoscopeError('references-missing', 'No file says what is said in these recordings.');
  }
  const unknown = found.filter(({ reference }) => reference === null).map(({ path }) => path);
  return { name: folder.name, files: spoken, unknown };
}

/** The list that lies nearest to the top. */
function findList({ files }: Folder): FolderFile | null {
  const depth = ({ path }: FolderFile) => path.split('/').length;
  const lists = files.filter(
    ({ path }) => listNames.test(path.split('/').at(-1) ?? '') && !hasRecording(path, files),
  );
  return lists.toSorted((a, b) => depth(a) - depth(b) || compareByCodePoint(a.path, b.path))[0] ?? null;
}

/** `text.txt` beside `text.wav` is no list. */
function hasRecording(path: string, files: readonly FolderFile[]): boolean {
  const stem = withoutExtension(path);
  return files.some((other) => isAudioPath(other.path) && withoutExtension(other.path) === stem);
}

async function readList({ path: listPath, file }: FolderFile): Promise<FindReference> {
  const references = parseReferences(await (await openFile(file)).text());
  const folder = listPath.slice(0, listPath.lastIndexOf('/') + 1);
  return (path) =>
    findReference(references, path) ??
    (path.startsWith(folder) ? findReference(references, path.slice(folder.length)) : null);
}

async function readNeighbours({ files }: Folder, known: readonly string[]): Promise<FindReference> {
  const stems = new Set(files.flatMap(({ path }) => (isAudioPath(path) ? [withoutExtension(path)] : [])));
  const texts = files.filter(({ path }) => /\.(?:txt|lab)$/i.test(path) && stems.has(withoutExtension(path)));
  const words = new Map(
    await Promise.all(
      texts.map(async ({ path, file }) => {
        const text = await (await openFile(file)).text();
        return [withoutExtension(path), splitWords(text)] as const;
      }),
    ),
  );
  return (path) => words.get(withoutExtension(path)) ?? referenceFromFileName(path, known);
}
