import { isAudioPath } from '../../../core/dataset/label-clips.ts';
import { isManifestPath } from '../../../core/dataset/manifest-table.ts';
import { isSplitName, listFileNames } from '../../../core/dataset/split-lists.ts';
import {
  leadsOutOfZip,
  listZipEntries,
  readZipEntry,
  unreadableZip,
  type ZipEntry,
  zipListAt,
  zipTailBytes,
} from '../../../core/zip/zip-entries.ts';
import type { PathFile } from '../../../platform/browser/dropped-files.ts';
import { reasonOf } from '../../../platform/browser/stored-file.ts';
import { modelsFolder } from '../takes/zip-takes.ts';
import { PhonoscopeError } from '../../../core/errors.ts';

/** What an archive may unpack to. */
const zipLimits = { maxBytes: 500_000_000, maxFiles: 20_000 };
/** Of files that are wanted and others; of their list. */
const maxEntries = 200_000;
const maxListBytes = 50_000_000;
/** A file's own header: 30 bytes, and a name and more of up to 64 kB each. */
const maxHeaderBytes = 30 + 2 * 65_535;

/** What a zip holds: a folder of sounds, of the archive's name, and model files of a backup. */
export type ZipContents = {
  /** Sounds and what says more of them, tables and lists of splits; none where there is no sound. */
  readonly files: UnpackedFile[];
  readonly models: File[];
};
type UnpackedFile = PathFile & { readonly file: File };

/**
 * Unpacks the folder of sounds in a zip, and the models of a backup. Hidden files and paths that lead out of it are left
 * out. Where a whole folder has been packed, its sounds are not a level deeper for it.
 *
 * @returns nothing at all where it may be a model itself.
 * @throws PhonoscopeError `zip-unreadable` when it is damaged, or unpacks to more than 500 MB or 20,000 files.
 */
export async function openZipFolder(zip: File, limits = zipLimits): Promise<ZipContents> {
  try {
    return await unpackWanted(zip, limits);
  } catch (thrown) {
    if (!(thrown instanceof PhonoscopeError) || thrown.code !== 'zip-unreadable') throw thrown;
    const reason = String(thrown.details?.reason);
    throw new PhonoscopeError('zip-unreadable', `${zip.name} cannot be used: ${reason}.`, {
      file: zip.name,
      reason,
    });
  }
}

async function unpackWanted(zip: File, { maxFiles, maxBytes }: typeof zipLimits): Promise<ZipContents> {
  const name = zip.name.replace(/\.zip$/i, '');
  const wanted = (await listFiles(zip)).filter((entry) => isWanted(entry.name));
  if (wanted.length > maxFiles) throw unreadableZip(`it holds more than ${maxFiles} files`);
  if (wanted.reduce((sum, { size }) => sum + size, 0) > maxBytes)
    throw unreadableZip(`it unpacks to more than ${maxBytes / 1e6} MB`);
  const hasSound = wanted.some((entry) => isAudioPath(entry.name));
  const start = packedFolder(
    wanted.map((entry) => entry.name).filter((path) => !isModel(path)),
    name,
  ).length;
  const contents: ZipContents = { files: [], models: [] };
  for (const entry of wanted) {
    if (!hasSound && !isModel(entry.name)) continue;
    const file = new File([await unpack(zip, entry)], entry.name.slice(entry.name.lastIndexOf('/') + 1));
    if (isModel(entry.name)) contents.models.push(file);
    else contents.files.push({ path: `${name}/${entry.name.slice(start)}`, file });
  }
  return contents;
}

/**
 * The folder that was packed, with `/` at the end; '' where what lies in it was. A folder that is alone in a zip is either
 * that or a label: it is no label where it has the zip's name, or every sound lies in a folder of it, or a table or list of
 * splits beside them.
 */
function packedFolder(paths: readonly string[], zipName: string): string {
  const [top = '', ...rest] = paths[0]?.split('/') ?? [];
  const folder = `${top}/`;
  if (rest.length === 0 || isSplitName(top) || !paths.every((path) => path.startsWith(folder))) return '';
  const inside = paths.map((path) => path.slice(folder.length));
  const isData = inside.some((path) => !path.includes('/') && !isAudioPath(path));
  const isDeep = inside.filter(isAudioPath).every((path) => path.includes('/'));
  return top === zipName || isData || isDeep ? folder : '';
}

async function listFiles(zip: File): Promise<ZipEntry[]> {
  const tailAt = Math.max(0, zip.size - zipTailBytes);
  const tail = await readPart(zip, tailAt, zip.size);
  const listAt = zipListAt(tail);
  if (listAt >= tailAt) return listZipEntries(tail, maxEntries, tailAt);
  if (zip.size - listAt > maxListBytes) throw unreadableZip('its list of files is too long');
  return listZipEntries(await readPart(zip, listAt, zip.size), maxEntries, listAt);
}

/** @returns the file's bytes; its checksum is right. */
async function unpack(zip: File, entry: ZipEntry): Promise<Uint8Array<ArrayBuffer>> {
  const { headerAt, packedSize } = entry;
  const end = Math.min(zip.size, headerAt + maxHeaderBytes + packedSize);
  return readZipEntry(await readPart(zip, headerAt, end), { ...entry, headerAt: 0 });
}

async function readPart(zip: File, start: number, end: number): Promise<Uint8Array> {
  try {
    return new Uint8Array(await zip.slice(start, end).arrayBuffer());
  } catch (thrown) {
    throw unreadableZip(reasonOf(thrown));
  }
}

function isWanted(path: string): boolean {
  const parts = path.split('/');
  if (leadsOutOfZip(path) || parts[0] === '__MACOSX') return false;
  if (parts.some((part) => part === '' || part.startsWith('.'))) return false;
  return isAudioPath(path) || isManifestPath(path) || isSplitList(path) || isModel(path);
}

function isSplitList(path: string): boolean {
  return Object.values<string>(listFileNames).includes(path.slice(path.lastIndexOf('/') + 1));
}

function isModel(path: string): boolean {
  const [folder, name, ...deeper] = path.split('/');
  return folder === modelsFolder && name?.endsWith('.zip') === true && deeper.length === 0;
}
