import { PhonoscopeError } from '../../core/errors.ts';

/** A file and where it lies: relative to what was dropped or chosen, that folder's name first, with `/`. */
export type PathFile = { readonly path: string; readonly file: File };

/** More are not taken: a dropped home folder must not fill the memory. */
export const maxFiles = 100_000;

/** Files opened at once: Chromium answers all of them in one go, and the page must be able to draw between. */
const filesAtOnce = 32;

/**
 * Reads all files of a drop, folders with everything below them. Hidden files and folders are left out.
 *
 * Call it in the event handler itself: the browser empties the data afterwards.
 *
 * @returns at most `maxFiles` files, in the order of the drop; within a folder as the browser lists them.
 * @throws PhonoscopeError `file-unreadable` where the browser cannot list a folder or open a file.
 */
export async function filesFromDataTransfer(data: DataTransfer): Promise<PathFile[]> {
  // Everything is taken out before the first `await`.
  const dropped = Array.from(data.items, (item) => ({
    entry: item.webkitGetAsEntry(),
    file: item.getAsFile(),
  }));
  const found: PathFile[] = [];
  for (const { entry, file } of dropped) {
    if (entry !== null) await collect(entry, found);
    else if (file !== null && found.length < maxFiles) found.push({ path: file.name, file });
  }
  return found;
}

/** The files of an `<input type="file">`, with or without `webkitdirectory`; the same rules as for a drop. */
export function filesFromInput(list: FileList | null): PathFile[] {
  const found: PathFile[] = [];
  for (const file of list ?? []) {
    if (found.length >= maxFiles) break;
    const path = file.webkitRelativePath === '' ? file.name : file.webkitRelativePath;
    if (!path.split('/').some(isHidden)) found.push({ path, file });
  }
  return found;
}

async function collect(root: FileSystemEntry, found: PathFile[]): Promise<void> {
  if (isHidden(root.name)) return;
  if (isFile(root)) found.push(...(await openFile(root)).slice(0, maxFiles - found.length));
  if (isDirectory(root)) await collectFolder(root, found);
}

/** Walks folders with a list of its own, so that depth does not matter. */
async function collectFolder(root: FileSystemDirectoryEntry, found: PathFile[]): Promise<void> {
  const waiting = [root];
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    const reader = folder.createReader();
    // The browser gives some entries at a time, Chromium thousands, and none at the end.
    for (
      let batch = await readBatch(folder, reader);
      batch.length > 0;
      batch = await readBatch(folder, reader)
    ) {
      const visible = batch.filter((entry) => !isHidden(entry.name));
      const entries = visible.filter(isFile);
      for (let first = 0; first < entries.length; first += filesAtOnce) {
        const part = entries.slice(first, first + filesAtOnce);
        const opened = (await Promise.all(part.map(openFile))).flat();
        found.push(...opened.slice(0, maxFiles - found.length));
        if (found.length >= maxFiles) return;
      }
      waiting.push(...visible.filter(isDirectory));
    }
  }
}

function readBatch(
  folder: FileSystemDirectoryEntry,
  reader: FileSystemDirectoryReader,
): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => {
    reader.readEntries(resolve, (error) => reject(unreadable(folder, error)));
  });
}

/** Nothing for what vanished since it was listed, such as a link to nowhere: it is no file any more. */
function openFile(entry: FileSystemFileEntry): Promise<PathFile[]> {
  return new Promise((resolve, reject) => {
    entry.file(
      (file) => resolve([{ path: relativePath(entry), file }]),
      (error) => (error.name === 'NotFoundError' ? resolve([]) : reject(unreadable(entry, error))),
    );
  });
}

function relativePath(entry: FileSystemEntry): string {
  return entry.fullPath.replace(/^\//, '');
}

function unreadable(entry: FileSystemEntry, error: Error): PhonoscopeError {
  const path = relativePath(entry);
  return new PhonoscopeError('file-unreadable', `${path} cannot be read: ${error.message}`, {
    path,
    reason: error.message,
  });
}

function isHidden(name: string): boolean {
  return name.startsWith('.');
}

function isDirectory(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}
