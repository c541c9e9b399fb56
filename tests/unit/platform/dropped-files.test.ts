import { describe, expect, it } from 'vitest';
import {
  filesFromDataTransfer,
  filesFromInput,
  maxFiles,
  type PathFile,
} from '../../../src/platform/browser/dropped-files.ts';
import { openFile } from '../../../src/platform/browser/stored-file.ts';

type Tree = { readonly [name: string]: Tree | string };

/** The browser's entries over a tree in memory: a string is a file with that text; `gone` cannot be opened, `locked` not listed. */
function entryOf(name: string, content: Tree | string, parent = ''): FileSystemEntry {
  const fullPath = `${parent}/${name}`;
  if (typeof content === 'string') {
    const file = (resolve: (file: File) => void, reject: (error: Error) => void): void => {
      if (content === 'gone') reject(new DOMException('no such file', 'NotFoundError'));
      else resolve(new File([content], name));
    };
    return { name, fullPath, isFile: true, isDirectory: false, file } as unknown as FileSystemEntry;
  }
  const createReader = () => {
    let left = Object.entries(content).map(([child, below]) => entryOf(child, below, fullPath));
    return {
      readEntries: (resolve: (entries: FileSystemEntry[]) => void, reject: (error: Error) => void) => {
        if (name === 'locked') reject(new DOMException('permission', 'NotReadableError'));
        resolve(left.slice(0, 100));
        left = left.slice(100);
      },
    };
  };
  return { name, fullPath, isFile: false, isDirectory: true, createReader } as unknown as FileSystemEntry;
}

/** Handles over the same; `forbidden` is a folder that cannot be listed. */
function handleOf(name: string, content: Tree | string): FileSystemHandle {
  if (typeof content === 'string') {
    return {
      name,
      kind: 'file',
      getFile: async () => new File([content], name),
    } as unknown as FileSystemHandle;
  }
  async function* values() {
    if (name === 'forbidden') throw new DOMException('not allowed', 'NotAllowedError');
    for (const [child, below] of Object.entries(content)) yield handleOf(child, below);
  }
  return { name, kind: 'directory', values } as unknown as FileSystemHandle;
}

/** Like the browser's: empty as soon as the event is over. */
function drop(
  roots: Tree,
  getHandle?: (name: string, content: Tree | string) => Promise<FileSystemHandle>,
): DataTransfer {
  let isOver = false;
  void Promise.resolve().then(() => {
    isOver = true;
  });
  const items = Object.entries(roots).map(([name, content]) => ({
    webkitGetAsEntry: () => (isOver ? null : entryOf(name, content)),
    getAsFile: () => null,
    getAsFileSystemHandle: getHandle && (() => getHandle(name, content)),
  }));
  return { items } as unknown as DataTransfer;
}

const paths = (files: { path: string }[]) => files.map(({ path }) => path);
const textsOf = (files: PathFile[]) =>
  Promise.all(files.map(async ({ file }) => (await openFile(file)).text()));

describe('filesFromDataTransfer', () => {
  it('takes every item before the event is over, and goes down into folders', async () => {
    const files = await filesFromDataTransfer(
      drop({
        words: { yes: { 'a.wav': 'A', 'b.wav': 'B' }, no: { deep: { 'c.wav': 'C' } } },
        'one.wav': 'D',
      }),
    );
    expect(paths(files).sort()).toEqual([
      'one.wav',
      'words/no/deep/c.wav',
      'words/yes/a.wav',
      'words/yes/b.wav',
    ]);
    const a = files.find(({ path }) => path.endsWith('a.wav'));
    expect(a === undefined ? null : await (await openFile(a.file)).text()).toBe('A');
  });

  it('reads folders of more than a hundred entries to the end', async () => {
    const folder = Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`${i}.wav`, 'x']));
    expect(await filesFromDataTransfer(drop({ folder }))).toHaveLength(250);
  });

  it('goes down a thousand folders', async () => {
    let tree: Tree = { 'a.wav': 'x' };
    for (let i = 0; i < 1000; i++) tree = { d: tree };
    expect(await filesFromDataTransfer(drop({ tree }))).toHaveLength(1);
  });

  it('leaves hidden files and folders out', async () => {
    const files = await filesFromDataTransfer(
      drop({
        '.secret': { 'a.wav': 'x' },
        d: { '.git': { 'b.wav': 'x' }, '.DS_Store': 'x', 'c.wav': 'x' },
      }),
    );
    expect(paths(files)).toEqual(['d/c.wav']);
  });

  it('lists what cannot be opened: that shows when it is', async () => {
    const [gone] = await filesFromDataTransfer(drop({ d: { 'a.wav': 'gone' } }));
    expect(gone?.path).toBe('d/a.wav');
    if (gone === undefined) throw new TypeError('Nothing was listed.');
    await expect(openFile(gone.file)).rejects.toMatchObject({ code: 'file-unreadable' });
  });

  it('opens files by handles where the browser has them', async () => {
    const tree = {
      words: { yes: { 'a.wav': 'A' }, '.git': { 'x.wav': 'x' }, no: { deep: { 'c.wav': 'C' } } },
    };
    const handles = {
      words: { yes: { 'a.wav': 'a' }, '.git': { 'x.wav': 'x' }, no: { deep: { 'c.wav': 'c' } } },
    };
    const transfer = drop(tree, async () => handleOf('words', handles.words));
    const files = await filesFromDataTransfer(transfer);
    expect(paths(files)).toEqual(['words/yes/a.wav', 'words/no/deep/c.wav']);
    expect(await textsOf(files)).toEqual(['a', 'c']);
  });

  it('opens the others by entries: handles leave out names that end with a space', async () => {
    const tree = { words: { 'yes ': { 'a.wav': 'A' }, no: { 'b.wav ': 'B', 'c.wav': 'C' } } };
    const transfer = drop(tree, async () => handleOf('words', { no: { 'c.wav': 'c' } }));
    const files = await filesFromDataTransfer(transfer);
    expect(paths(files)).toEqual(['words/yes /a.wav', 'words/no/b.wav ', 'words/no/c.wav']);
    expect(await textsOf(files)).toEqual(['A', 'B', 'c']);
  });

  it('goes by entries where the browser gives no handle, or it cannot be listed', async () => {
    const refuse = () => Promise.reject(new DOMException('sensitive', 'AbortError'));
    expect(paths(await filesFromDataTransfer(drop({ d: { 'a.wav': 'A' } }, refuse)))).toEqual(['d/a.wav']);
    const forbidden = { forbidden: { 'a.wav': 'A' } };
    const files = await filesFromDataTransfer(
      drop(forbidden, async (name, content) => handleOf(name, content)),
    );
    expect(await textsOf(files)).toEqual(['A']);
  });

  it('says which folder cannot be listed', async () => {
    await expect(filesFromDataTransfer(drop({ d: { locked: {} } }))).rejects.toMatchObject({
      code: 'file-unreadable',
      details: { path: 'd/locked' },
    });
  });

  it('refuses more files than it may take, rather than some of them in silence', async () => {
    const folder = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`${i}.wav`, 'x']));
    const foldersOf = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, i) => [`d${i}`, folder]));
    const full = foldersOf(maxFiles / 1000);
    expect(await filesFromDataTransfer(drop({ full }))).toHaveLength(maxFiles);
    const refused = { code: 'folder-large', details: { files: maxFiles } };
    const over = foldersOf(maxFiles / 1000 + 1);
    await expect(filesFromDataTransfer(drop({ over }))).rejects.toMatchObject(refused);
    await expect(filesFromDataTransfer(drop({ full, 'a.wav': 'x' }))).rejects.toMatchObject(refused);
    const large = Object.fromEntries(Array.from({ length: maxFiles + 10 }, (_, i) => [`${i}.wav`, 'x']));
    await expect(filesFromDataTransfer(drop({ large }))).rejects.toMatchObject(refused);
  });
});

describe('filesFromInput', () => {
  const file = (name: string, webkitRelativePath = '') =>
    Object.assign(new File(['x'], name), { webkitRelativePath });
  const list = (...files: File[]) => files as unknown as FileList;

  it('keeps the path below the chosen folder', () => {
    expect(paths(filesFromInput(list(file('a.wav', 'words/yes/a.wav'), file('b.wav'))))).toEqual([
      'words/yes/a.wav',
      'b.wav',
    ]);
    expect(filesFromInput(null)).toEqual([]);
  });

  it('leaves hidden files out', () => {
    expect(paths(filesFromInput(list(file('.x.wav', 'd/.x.wav'), file('y.wav', 'd/.z/y.wav'))))).toEqual([]);
  });
});
