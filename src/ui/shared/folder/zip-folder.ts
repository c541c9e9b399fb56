import { Unzip, UnzipInflate, type UnzipFile } from 'fflate';
import { isAudioPath } from '../../../core/dataset/label-clips.ts';
import { PhonoscopeError } from '../../../core/errors.ts';
import { modelsFolder } from '../takes/zip-takes.ts';
import type { PathFile } from '../../../platform/browser/dropped-files.ts';

/** What an archive may unpack to. */
const zipLimits = { maxBytes: 500_000_000, maxFiles: 20_000 };

/** What a zip holds: sounds, as a folder of the archive's name, and model files of a backup. */
export type ZipContents = { readonly sounds: UnpackedFile[]; readonly models: File[] };
type UnpackedFile = PathFile & { readonly file: File };

/**
 * Unpacks the sounds of a zip and the models of a backup. Hidden files and paths that lead out of it are left out.
 *
 * @returns nothing at all where it may be a model itself.
 * @throws PhonoscopeError `zip-unreadable` when it is damaged, or unpacks to more than 500 MB or 20,000 files.
 */
export async function openZipFolder(zip: File, limits = zipLimits): Promise<ZipContents> {
  const root = zip.name.replace(/\.zip$/i, '');
  const unpacker = new Unpacker(limits);
  try {
    const reader = zip.stream().getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) unpacker.push(part.value);
    unpacker.end();
  } catch (thrown) {
    if (thrown instanceof PhonoscopeError) throw thrown;
    throw unreadable(thrown instanceof Error ? thrown.message : String(thrown));
  }
  const files = unpacker.files.map(({ path, parts }) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return { path: `${root}/${path}`, file: new File(parts, name) };
  });
  const isModel = ({ file }: UnpackedFile) => !isAudioPath(file.name);
  return {
    sounds: files.filter((file) => !isModel(file)),
    models: files.filter(isModel).map(({ file }) => file),
  };
}

type Unpacked = { readonly path: string; readonly parts: Uint8Array<ArrayBuffer>[] };

class Unpacker {
  readonly files: Unpacked[] = [];
  readonly #limits: typeof zipLimits;
  readonly #unzip = new Unzip((file) => this.#open(file));
  #numBytes = 0;
  #numOpen = 0;

  constructor(limits: typeof zipLimits) {
    this.#limits = limits;
    this.#unzip.register(UnzipInflate);
  }

  push(bytes: Uint8Array): void {
    this.#unzip.push(bytes, false);
  }

  end(): void {
    this.#unzip.push(new Uint8Array(), true);
    if (this.#numOpen > 0) throw unreadable('it is cut off');
  }

  #open(file: UnzipFile): void {
    const { name: path } = file;
    if (!isWanted(path)) return;
    const { maxFiles, maxBytes } = this.#limits;
    if (this.files.length >= maxFiles) throw unreadable(`it holds more than ${maxFiles} files`);
    const unpacked: Unpacked = { path, parts: [] };
    this.files.push(unpacked);
    this.#numOpen += 1;
    file.ondata = (error, data, isLast) => {
      if (error !== null) throw error;
      this.#numBytes += data.length;
      if (this.#numBytes > maxBytes) throw unreadable(`it unpacks to more than ${maxBytes / 1e6} MB`);
      unpacked.parts.push(Uint8Array.from(data));
      if (isLast) this.#numOpen -= 1;
    };
    file.start();
  }
}

function isWanted(path: string): boolean {
  const parts = path.split('/');
  if (parts[0] === '__MACOSX' || parts.some((part) => part === '' || part.startsWith('.'))) return false;
  return isAudioPath(path) || (parts.length === 2 && parts[0] === modelsFolder && path.endsWith('.zip'));
}

function unreadable(reason: string): PhonoscopeError {
  return new PhonoscopeError('zip-unreadable', `The zip file cannot be used: ${reason}.`, { reason });
}
