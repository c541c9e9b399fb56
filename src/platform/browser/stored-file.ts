import { PhonoscopeError } from '../../core/errors.ts';

/** A file of a dropped folder that is looked up when it is wanted; a `FileSystemFileHandle` is one. */
export type UnopenedFile = { readonly getFile: () => Promise<File> };

/** A file, or one that is not open yet: to open it takes a browser a third of a millisecond, for each of 100,000. */
export type StoredFile = Blob | UnopenedFile;

/** @throws PhonoscopeError `file-unreadable` where it is gone or locked. */
export async function openFile<Opened extends Blob>(file: Opened | UnopenedFile): Promise<Opened | File> {
  if (file instanceof Blob) return file;
  try {
    return await file.getFile();
  } catch (thrown) {
    throw new PhonoscopeError('file-unreadable', `The file cannot be read: ${reasonOf(thrown)}`, {
      reason: reasonOf(thrown),
    });
  }
}

/** What a browser says of its failure. */
export function reasonOf(thrown: unknown): string {
  return thrown instanceof Error || thrown instanceof DOMException ? thrown.message : String(thrown);
}
