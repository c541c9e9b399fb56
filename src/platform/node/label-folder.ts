import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { labelClips, type LabelledFolder } from '../../core/dataset/label-clips.ts';
import { listFileNames } from '../../core/dataset/split-lists.ts';
import { PhonoscopeError } from '../../core/errors.ts';
import type { UnreadableFile } from '../../core/evaluation/evaluation.ts';
import { explainFileError, type FolderListing, listFiles } from './list-files.ts';

/** The labelled clips of a data folder on disk; a clip's file is `source` below `root`. */
export type FolderOfClips = LabelledFolder & {
  readonly root: string;
  /** Places that could not be looked into. */
  readonly unreadable: readonly UnreadableFile[];
};

/**
 * Finds the clips of one split of a data folder, by the rules of {@link labelClips}.
 *
 * @throws PhonoscopeError `file-unreadable` when the folder is not there, `folder-missing-split`, `folder-no-audio`.
 */
export async function labelFolder(root: string, split?: string): Promise<FolderOfClips> {
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
  return { ...labelClips(listing.paths, { split, lists }), root, unreadable: listing.unreadable };
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
