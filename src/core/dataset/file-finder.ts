import { eachInSteps, finish, type Steps } from '../steps.ts';

/** Finds the file that a manifest means; null where there is none, or more than one. */
export type FileFinder = (value: string) => string | null;

/** Folders above a file that are looked at. */
const maxDepth = 32;

/**
 * Finds files by what a manifest says of them: by the path below the manifest's own folder or below the data folder;
 * else, as paths are often those of another machine, by the longest end of it that is a path of the folder; else by a
 * name that no other file has, with or without its ending. Nothing outside `paths` is ever found.
 *
 * @param paths of all files, relative to the data folder, with `/`.
 * @param manifestPath relative to the same folder.
 */
export function createFileFinder(paths: readonly string[], manifestPath: string): FileFinder {
  return finish(createFileFinderInSteps(paths, manifestPath));
}

/** The same in steps. */
export function* createFileFinderInSteps(paths: readonly string[], manifestPath: string): Steps<FileFinder> {
  const byPath = new Map<string, string>();
  yield* eachInSteps(paths, (path) => byPath.set(path.normalize('NFC'), path));
  const byName = yield* namesOf(paths);
  const folder = manifestPath.split('/').slice(0, -1);
  return (value) => {
    if (value.trim() === '') return null;
    const parts = value.trim().normalize('NFC').replaceAll('\\', '/').split('/');
    const inFolder = byPath.get(resolveDots([...folder, ...parts]));
    if (inFolder !== undefined) return inFolder;
    const plain = resolveDots(parts).split('/').slice(-maxDepth);
    for (let start = 0; start < plain.length; start++) {
      const found = byPath.get(plain.slice(start).join('/'));
      if (found !== undefined) return found;
    }
    return byName.get(plain.at(-1) ?? '') ?? null;
  };
}

/** The path without `.` and `..`; what leads out of the folder is left away. */
function resolveDots(parts: readonly string[]): string {
  const kept: string[] = [];
  for (const part of parts) {
    if (part === '..') kept.pop();
    else if (part !== '.' && part !== '') kept.push(part);
  }
  return kept.join('/');
}

/** Paths by file name and by name without ending; null where several files share it. */
function* namesOf(paths: readonly string[]): Steps<ReadonlyMap<string, string | null>> {
  const byName = new Map<string, string | null>();
  const add = (name: string, path: string) => byName.set(name, byName.has(name) ? null : path);
  yield* eachInSteps(paths, (path) => {
    const name = path.slice(path.lastIndexOf('/') + 1).normalize('NFC');
    add(name, path);
    const stem = name.replace(/\.[^.]*$/, '');
    if (stem !== name) add(stem, path);
  });
  return byName;
}
