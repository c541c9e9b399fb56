import { join } from 'node:path';
import { prepareClip } from '../../core/audio/prepare-clip.ts';
import { PhonoscopeError, toPhonoscopeError } from '../../core/errors.ts';
import type { UnreadableFile } from '../../core/evaluation/evaluation.ts';
import { createFeatureExtractor } from '../../core/features/extract-features.ts';
import type { Features } from '../../core/features/features.ts';
import { type FrontEnd, parseFrontEnd } from '../../core/features/front-end.ts';
import { labelFolder } from './label-folder.ts';
import { listFiles } from './list-files.ts';
import { readClip } from './read-clip.ts';

/** A clip of a data set as plain features: in dB, not normalised, with a floor far below any model's. */
export type PlainClip = { readonly path: string; readonly label: string; readonly features: Features };

export type PlainClips = {
  readonly clips: readonly PlainClip[];
  readonly unreadable: readonly UnreadableFile[];
};

/**
 * Reads one split of a data folder.
 *
 * @param split null = the whole folder, which then must not have a test split.
 * @returns null when the folder has no such split.
 * @throws PhonoscopeError `file-unreadable`, `folder-no-audio`, `folder-missing-split`.
 */
export async function readTrainingClips(
  root: string,
  split: string | null,
  frontEnd: FrontEnd,
): Promise<PlainClips | null> {
  if (split === null) await refuseTestFolder(root);
  const folder = await labelFolder(root, split ?? undefined).catch((thrown: unknown) => {
    if (thrown instanceof PhonoscopeError && thrown.code === 'folder-missing-split') return null;
    throw thrown;
  });
  if (folder === null) return null;
  const extract = createPlainExtractor(frontEnd);
  const clips: PlainClip[] = [];
  const unreadable = [...folder.unreadable];
  for (const { path, label, source } of folder.clips) {
    try {
      clips.push({ path, label, features: await extract(join(folder.root, source)) });
    } catch (thrown) {
      unreadable.push({ path, reason: toPhonoscopeError(thrown).message });
    }
  }
  return { clips, unreadable };
}

/** A folder with a test part but no training part must not be trained on as a whole. */
async function refuseTestFolder(root: string): Promise<void> {
  const { folders } = await listFiles(root);
  if (!folders.includes('test')) return;
  const text = 'The folder has a part "test" but no part "train".';
  throw new PhonoscopeError('folder-missing-split', text, { split: 'train' });
}

/** Reads all WAV and FLAC files of a folder as noises: whole, at their own level. */
export async function readNoises(folder: string, frontEnd: FrontEnd): Promise<Features[]> {
  const extract = createPlainExtractor({ ...frontEnd, level: null, clipSamples: null });
  const { paths } = await listFiles(folder).catch(() => {
    throw new PhonoscopeError('file-unreadable', `${folder}: There is no such folder.`, { path: folder });
  });
  const files = paths.filter((path) => /\.(?:wav|wave|flac)$/i.test(path)).sort();
  if (files.length === 0)
    throw new PhonoscopeError('folder-no-audio', `${folder} holds no WAV or FLAC files.`, {});
  const noises: Features[] = [];
  for (const path of files) noises.push(await extract(join(folder, path)));
  return noises;
}

/** @returns what reads a file and gives its plain features. */
function createPlainExtractor(frontEnd: FrontEnd): (file: string) => Promise<Features> {
  const plain = parseFrontEnd({ ...frontEnd, normalise: 'none', amin: 1e-10 });
  const extract = createFeatureExtractor(plain, null, 'batch');
  return async (file) => extract(prepareClip(await readClip(file), plain).samples);
}
