import {
  manifestLimits,
  type ManifestTable,
  parseManifestInSteps,
} from '../../../core/dataset/manifest-table.ts';
import { PhonoscopeError, toPhonoscopeError } from '../../../core/errors.ts';
import { inTurns } from '../../../workers/in-turns.ts';
import type { PlainError } from '../../../workers/protocol.ts';
import { openFile, type StoredFile } from '../../../platform/browser/stored-file.ts';

/** What AudioFolder of Hugging Face puts beside sounds. */
export type FolderMetadata = {
  readonly tables: readonly ManifestTable[];
  /** Those that cannot be used. */
  readonly unusable: readonly { readonly path: string; readonly error: PlainError }[];
};

type FileAtPath = { readonly path: string; readonly file: StoredFile };

/**
 * Reads a manifest, in turns with the page.
 *
 * @throws PhonoscopeError `file-unreadable`, `text-large`, `text-encoding`, and what `parseManifest` throws; the signal's
 * reason once it is aborted.
 */
export async function readManifest(
  { path, file: stored }: FileAtPath,
  signal?: AbortSignal,
): Promise<ManifestTable> {
  const file = await openFile(stored);
  const { maxMegabytes: megabytes } = manifestLimits;
  if (file.size > megabytes * 1e6) {
    throw new PhonoscopeError('text-large', `The text is larger than ${megabytes} MB.`, { megabytes });
  }
  const bytes = await file.arrayBuffer().catch((thrown: unknown) => {
    throw new PhonoscopeError('file-unreadable', `${path} cannot be read: ${String(thrown)}`, { path });
  });
  return inTurns(parseManifestInSteps(path, decodeUtf8(bytes)), signal);
}

function decodeUtf8(bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new PhonoscopeError('text-encoding', 'The file is not UTF-8 text.');
  }
}

/**
 * Reads `metadata.csv` and `metadata.jsonl` in some folders.
 *
 * @param folders with `/` at the end; '' for the root.
 */
export async function readMetadata(
  files: readonly FileAtPath[],
  folders: readonly string[],
): Promise<FolderMetadata> {
  const wanted = new Set(folders.flatMap((folder) => [`${folder}metadata.csv`, `${folder}metadata.jsonl`]));
  const tables: ManifestTable[] = [];
  const unusable: { path: string; error: PlainError }[] = [];
  for (const file of files.filter(({ path }) => wanted.has(path))) {
    try {
      tables.push(await readManifest(file));
    } catch (thrown) {
      const { code, message, details } = toPhonoscopeError(thrown);
      unusable.push({ path: file.path, error: { code, message, details } });
    }
  }
  return { tables, unusable };
}
