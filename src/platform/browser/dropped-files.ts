import { PhonoscopeError } from '../../core/errors.ts';
import { reasonOf, type UnopenedFile } from './stored-file.ts';

/** A file and where it lies: relative to what was dropped or chosen, that folder's name first, with `/`. */
export type PathFile = { readonly path: string; readonly file: File | UnopenedFile };

/** Twice as many as Speech Commands has. More are refused: a dropped home folder must not fill the memory. */
export const maxFiles = 200_000;

/**
 * Lists all files of a drop, folders with everything below them. Hidden files and folders are left out. Files in folders are
 * not opened yet.
 *
 * Call it in the event handler itself: the browser empties the data afterwards.
 *
 * @returns the files in the order of the drop; within a folder as the browser lists them.
 * @throws PhonoscopeError `file-unreadable` where the browser cannot list a folder; `folder-large` for more than `maxFiles`.
 */
export async function filesFromDataTransfer(data: DataTransfer): Promise<PathFile[]> {
  // Everything is taken out before the first `await`.
  const dropped = Array.from(data.items, (item) => {
    const entry = item.webkitGetAsEntry();
    return { entry, file: item.getAsFile(), handle: entry?.isDirectory === true ? handleOf(item) : null };
  });
  const found: PathFile[] = [];
  for (const { entry, file, handle } of dropped) {
    if (entry !== null && isHidden(entry.name)) continue;
    if (entry !== null && isDirectory(entry)) await collect({ entry, handle: await handle }, found);
    else if (entry !== null && isFile(entry))
      found.push({ path: entry.name, file: file ?? openedLater(entry) });
    else if (file !== null) found.push({ path: file.name, file });
    if (found.length > maxFiles) throw tooManyFiles();
  }
  return found;
}

/** The files of an `<input type="file">`, with or without `webkitdirectory`; the same rules as for a drop. */
export function filesFromInput(list: FileList | null): PathFile[] {
  const found: PathFile[] = [];
  for (const file of list ?? []) {
    const path = file.webkitRelativePath === '' ? file.name : file.webkitRelativePath;
    if (!path.split('/').some(isHidden)) found.push({ path, file });
  }
  return found;
}

/** The part of the File System API that TypeScript does not declare yet. */
type ItemWithHandle = { readonly getAsFileSystemHandle?: () => Promise<FileSystemHandle | null> };

/**
 * A folder's handle, whose files Chromium opens in two thirds of the time of an entry's. Null where there is none: in other
 * browsers, on a page without a secure origin, and for folders that Chromium protects.
 */
async function handleOf(item: DataTransferItem & ItemWithHandle): Promise<FileSystemDirectoryHandle | null> {
  const handle = (await item.getAsFileSystemHandle?.().catch(() => null)) ?? null;
  return handle !== null && isDirectoryHandle(handle) ? handle : null;
}

function isDirectoryHandle(handle: FileSystemHandle): handle is FileSystemDirectoryHandle {
  return handle.kind === 'directory';
}

type DroppedFolder = {
  readonly entry: FileSystemDirectoryEntry;
  readonly handle: FileSystemDirectoryHandle | null;
};

/** A folder's own files, and the folders in it. */
type Listing = { readonly files: readonly PathFile[]; readonly folders: readonly DroppedFolder[] };

/** Folders that are listed at the same time: the browser takes a while for each, mostly idly. */
const foldersAtOnce = 8;

/** Walks folders level by level, so that depth does not matter. */
async function collect(root: DroppedFolder, found: PathFile[]): Promise<void> {
  const waiting = [root];
  while (waiting.length > 0) {
    const listings = await Promise.all(waiting.splice(0, foldersAtOnce).map(listFolder));
    for (const { files, folders } of listings) {
      // Not spread: a call takes no more than some ten thousand arguments.
      for (const file of files) found.push(file);
      for (const folder of folders) waiting.push(folder);
      // Folders that wait hold memory, too.
      if (found.length + waiting.length > maxFiles) throw tooManyFiles();
    }
  }
}

/** Lists a folder by its entries, for Chromium's handles leave out names that end with a space; files are opened by handles. */
async function listFolder({ entry: folder, handle }: DroppedFolder): Promise<Listing> {
  const [entries, handles] = await Promise.all([listEntries(folder), handlesIn(handle)]);
  const files: PathFile[] = [];
  const folders: DroppedFolder[] = [];
  for (const entry of entries) {
    if (isHidden(entry.name)) continue;
    const own = handles.get(entry.name);
    if (isDirectory(entry)) folders.push({ entry, handle: own?.kind === 'directory' ? own : null });
    else if (isFile(entry)) {
      files.push({ path: relativePath(entry), file: own?.kind === 'file' ? own : openedLater(entry) });
    }
  }
  return { files, folders };
}

/** As many as may be, and a few more. */
async function listEntries(folder: FileSystemDirectoryEntry): Promise<FileSystemEntry[]> {
  const entries: FileSystemEntry[] = [];
  const reader = folder.createReader();
  // The browser gives some entries at a time, Chromium thousands, and none at the end.
  for (
    let batch = await readBatch(folder, reader);
    batch.length > 0 && entries.length <= maxFiles;
    batch = await readBatch(folder, reader)
  ) {
    for (const entry of batch) entries.push(entry);
  }
  return entries;
}

type ChildHandles = ReadonlyMap<string, FileSystemFileHandle | FileSystemDirectoryHandle>;

/** Handles by name; those that were given where the browser then stops. */
async function handlesIn(folder: FileSystemDirectoryHandle | null): Promise<ChildHandles> {
  const handles = new Map<string, FileSystemFileHandle | FileSystemDirectoryHandle>();
  if (folder === null) return handles;
  try {
    for await (const child of folder.values()) {
      handles.set(child.name, child);
      if (handles.size > maxFiles) break;
    }
  } catch {
    // The entries tell whether the folder can be read.
  }
  return handles;
}

function readBatch(
  folder: FileSystemDirectoryEntry,
  reader: FileSystemDirectoryReader,
): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => {
    reader.readEntries(resolve, (error) => reject(unreadable(relativePath(folder), error)));
  });
}

function openedLater(entry: FileSystemFileEntry): UnopenedFile {
  return { getFile: () => new Promise((resolve, reject) => entry.file(resolve, reject)) };
}

function relativePath(entry: FileSystemEntry): string {
  return entry.fullPath.replace(/^\//, '');
}

function unreadable(path: string, thrown: unknown): PhonoscopeError {
  const reason = reasonOf(thrown);
  return new PhonoscopeError('file-unreadable', `${path} cannot be read: ${reason}`, { path, reason });
}

function tooManyFiles(): PhonoscopeError {
  return new PhonoscopeError('folder-large', `There are more than ${maxFiles} files.`, { files: maxFiles });
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
