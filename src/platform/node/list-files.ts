import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The files of a folder, and the places that could not be looked into. */
export type FolderListing = {
  /** Relative to the folder, with `/`, in no particular order. */
  readonly paths: readonly string[];
  /** All folders below it, empty ones too; same form as `paths`. */
  readonly folders: readonly string[];
  readonly unreadable: readonly { readonly path: string; readonly reason: string }[];
};

/**
 * Lists all regular files below a folder. Links are followed; a link back to a folder above is not.
 *
 * @throws the error of the file system when `root` itself is not a folder that can be read.
 */
export async function listFiles(root: string): Promise<FolderListing> {
  const paths: string[] = [];
  const folders: string[] = [];
  const unreadable: { path: string; reason: string }[] = [];
  const visit = async (prefix: string, above: ReadonlySet<string>) => {
    const folder = join(root, prefix);
    const real = await realpath(folder);
    if (above.has(real)) return;
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      const path = `${prefix}${entry.name}`;
      try {
        const info = entry.isSymbolicLink() ? await stat(join(root, path)) : entry;
        if (info.isDirectory()) {
          folders.push(path);
          await visit(`${path}/`, new Set([...above, real]));
        } else if (info.isFile()) {
          paths.push(path);
        }
      } catch (thrown) {
        unreadable.push({ path, reason: explainFileError(thrown) });
      }
    }
  };
  await visit('', new Set());
  return { paths, folders, unreadable };
}

const sentences = new Map([
  ['ENOENT', 'There is no such file.'],
  ['EACCES', 'There is no permission to read it.'],
  ['EPERM', 'There is no permission to read it.'],
  ['EISDIR', 'This is a folder, not a file.'],
  ['ENOTDIR', 'This is not a folder.'],
  ['ELOOP', 'Its links go round in a circle.'],
  ['ERR_FS_FILE_TOO_LARGE', 'The file is larger than 2 GiB.'],
]);

/** One sentence for an error of the file system. */
export function explainFileError(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const code = 'code' in thrown ? String(thrown.code) : '';
  return sentences.get(code) ?? thrown.message;
}
