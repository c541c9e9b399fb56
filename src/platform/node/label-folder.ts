import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LabelledFolder } from '../../core/dataset/label-clips.ts';
import { labelData, metadataPaths } from '../../core/dataset/label-data.ts';
import type { LabelledData, LabelSource } from '../../core/dataset/labelled-data.ts';
import { type ManifestTable, parseManifest } from '../../core/dataset/manifest-table.ts';
import { listFileNames, type SplitLists } from '../../core/dataset/split-lists.ts';
import { PhonoscopeError, toPhonoscopeError } from '../../core/errors.ts';
import type { UnreadableFile } from '../../core/evaluation/evaluation.ts';
import { explainFileError, type FolderListing, listFiles } from './list-files.ts';
import { readUtf8 } from './read-utf8.ts';

/** The labelled clips of a data folder on disk; a clip's file is `source` below `root`. */
export type FolderOfClips = LabelledFolder & {
  readonly root: string;
  /** Places that could not be looked into. */
  readonly unreadable: readonly UnreadableFile[];
};

/** A data folder on disk with all that is known of its clips. */
export type FolderOfData = LabelledData & {
  readonly root: string;
  /** Places that could not be looked into. */
  readonly unreadable: readonly UnreadableFile[];
  /** `metadata.csv` and such, where they could not be used. */
  readonly unusable: readonly UnreadableFile[];
};

/**
 * Finds the clips of one split of a data folder, by the rules of {@link labelData}; metadata that cannot be read is named
 * and passed over.
 *
 * @throws PhonoscopeError `file-unreadable` when the folder is not there, and what {@link labelData} throws.
 */
export async function labelDataFolder(
  root: string,
  { split, source }: { readonly split?: string | undefined; readonly source?: LabelSource | undefined },
): Promise<FolderOfData> {
  const { paths, unreadable, lists } = await listData(root, split);
  const metadata: ManifestTable[] = [];
  const unusable: UnreadableFile[] = [];
  for (const path of metadataPaths(split ?? 'test').filter((name) => paths.includes(name))) {
    try {
      metadata.push(parseManifest(path, await readUtf8(join(root, path))));
    } catch (thrown) {
      unusable.push({ path, reason: toPhonoscopeError(thrown).message });
    }
  }
  return { ...labelData(paths, { split, lists, metadata, source }), root, unreadable, unusable };
}

type DataListing = Pick<FolderListing, 'paths' | 'unreadable'> & { readonly lists: SplitLists };

async function listData(root: string, split: string | undefined): Promise<DataListing> {
  const listing = await orUnreadable(root, listFiles(root));
  if (isEmptySplit(listing, split ?? 'test')) {
    throw new PhonoscopeError('folder-no-audio', 'The folder holds no audio files.', {
      split: split ?? 'test',
    });
  }
  const readList = (name: string) =>
    listing.paths.includes(name) ? orUnreadable(name, readFile(join(root, name), 'utf8')) : undefined;
  const lists = {
    testing: await readList(listFileNames.testing),
    validation: await readList(listFileNames.validation),
  };
  return { ...listing, lists };
}

/** A split that is there but empty is not a missing one. */
function isEmptySplit({ folders, paths }: FolderListing, split: string): boolean {
  return folders.includes(split) && !paths.some((path) => path.startsWith(`${split}/`));
}

async function orUnreadable<T>(path: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    const reason = explainFileError(thrown).replace('no such file', 'no such file or folder');
    throw new PhonoscopeError('file-unreadable', `${path}: ${reason}`, { path, reason });
  }
}
