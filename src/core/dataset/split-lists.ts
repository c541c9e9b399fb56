/** The files with which Speech Commands names its splits, at the root of the data set. */
export const listFileNames = { testing: 'testing_list.txt', validation: 'validation_list.txt' } as const;

/** The contents of those files, where there are any. */
export type SplitLists = { readonly testing?: string | undefined; readonly validation?: string | undefined };

const namesOfSplits: ReadonlyMap<string, 'testing' | 'validation' | 'training'> = new Map([
  ['test', 'testing'],
  ['testing', 'testing'],
  ['val', 'validation'],
  ['valid', 'validation'],
  ['validation', 'validation'],
  ['train', 'training'],
  ['training', 'training'],
]);

/** True for what folders of splits are called. */
export function isSplitName(name: string): boolean {
  return name === 'dev' || namesOfSplits.has(name);
}

/** The paths of one split. */
export type SplitList = { readonly includes: (path: string) => boolean };

/**
 * Reads which paths belong to a split by Speech Commands' lists; `train` is whatever neither list names.
 *
 * @returns null when the lists do not describe this split.
 */
export function readSplitList(lists: SplitLists, split: string): SplitList | null {
  const kind = namesOfSplits.get(split);
  if (kind === undefined) return null;
  if (kind === 'training') {
    if (lists.testing === undefined && lists.validation === undefined) return null;
    const held = new Set([...parseList(lists.testing ?? ''), ...parseList(lists.validation ?? '')]);
    return { includes: (path) => !held.has(path) };
  }
  const text = lists[kind];
  if (text === undefined) return null;
  const listed = new Set(parseList(text));
  return { includes: (path) => listed.has(path) };
}

function parseList(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim().replaceAll('\\', '/').replace(/^\.\//, ''))
    .filter((line) => line !== '');
}
