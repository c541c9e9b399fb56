import { join } from 'node:path';
import { decodeAudio } from '../../core/audio/decode-audio.ts';
import { type AugmentOptions, noAugmentation } from '../../core/augmentation/augment-options.ts';
import { noLabelReason } from '../../core/dataset/label-clips.ts';
import { PhonoscopeError, toPhonoscopeError } from '../../core/errors.ts';
import type { UnreadableFile } from '../../core/evaluation/evaluation.ts';
import { type FrontEnd, parseFrontEnd } from '../../core/features/front-end.ts';
import { ClipStore, type StoredClips } from '../../core/training/batches/clip-store.ts';
import { prepareTrainingClip } from '../../core/training/batches/training-clip.ts';
import { hashRecording } from '../../core/training/sets/find-leaks.ts';
import type { HashedClip } from '../../core/models/trained-on.ts';
import type { SetClip } from '../../core/training/sets/training-set.ts';
import { type FolderOfData, labelDataFolder } from './label-folder.ts';
import { listFiles } from './list-files.ts';
import { readClip, readFileBytes } from './read-clip.ts';
import { shortHash } from './short-hash.ts';

/** Where clips go, and how they are made ready. */
export type ClipTarget = {
  readonly store: ClipStore;
  readonly frontEnd: FrontEnd;
  readonly augment: AugmentOptions;
};

export type FileClip = SetClip & HashedClip;

export type ReadClips = {
  readonly clips: readonly FileClip[];
  /** Those without a label among them. */
  readonly unreadable: readonly UnreadableFile[];
  /** How labels were found, and what was wrong with a manifest. */
  readonly folder: FolderOfData;
};

/**
 * Reads one split of a data folder into a store; labels are those of `labelDataFolder`.
 *
 * @param split null = the whole folder, which then must not have a test split.
 * @returns null when the folder has no such split.
 * @throws PhonoscopeError `file-unreadable`, `folder-no-audio`, `folder-missing-split`, `training-too-large`.
 */
export async function readTrainingClips(
  root: string,
  split: string | null,
  target: ClipTarget,
): Promise<ReadClips | null> {
  if (split === null) await refuseTestFolder(root);
  const folder = await labelDataFolder(root, { split: split ?? undefined }).catch((thrown: unknown) => {
    if (thrown instanceof PhonoscopeError && thrown.code === 'folder-missing-split') return null;
    throw thrown;
  });
  if (folder === null) return null;
  const clips: FileClip[] = [];
  const unlabelled = folder.unlabelled.map(({ path, problem }) => ({
    path,
    reason: problem?.message ?? noLabelReason,
  }));
  const unreadable = [...folder.unreadable, ...unlabelled];
  for (const { path, label, source } of folder.clips) {
    try {
      clips.push({ path, label, ...(await readInto(join(folder.root, source), target)) });
    } catch (thrown) {
      const error = toPhonoscopeError(thrown);
      if (error.code === 'training-too-large') throw error;
      unreadable.push({ path, reason: error.message });
    }
  }
  return { clips, unreadable, folder };
}

async function readInto(file: string, { store, frontEnd, augment }: ClipTarget) {
  const bytes = await readFileBytes(file);
  const audio = await decodeAudio(bytes);
  const prepared = prepareTrainingClip(audio, frontEnd, augment);
  return {
    clip: store.add(prepared),
    recording: hashRecording(audio),
    isSilent: prepared.isSilent,
    hash: shortHash(bytes),
  };
}

/** A folder with a test part but no training part must not be trained on as a whole. */
async function refuseTestFolder(root: string): Promise<void> {
  const { folders } = await listFiles(root);
  if (!folders.includes('test')) return;
  const text = 'The folder has a part "test" but no part "train".';
  throw new PhonoscopeError('folder-missing-split', text, { split: 'train' });
}

/**
 * Reads all WAV and FLAC files of a folder as noises or impulse responses: whole, at their own level.
 *
 * @throws PhonoscopeError `file-unreadable`, `folder-no-audio`, `training-too-large`.
 */
export async function readSounds(folder: string, { sampleRate }: FrontEnd): Promise<StoredClips> {
  const { paths } = await listFiles(folder).catch(() => {
    throw new PhonoscopeError('file-unreadable', `${folder}: There is no such folder.`, { path: folder });
  });
  const files = paths.filter((path) => /\.(?:wav|wave|flac)$/i.test(path)).sort();
  if (files.length === 0)
    throw new PhonoscopeError('folder-no-audio', `${folder} holds no WAV or FLAC files.`, {});
  const store = new ClipStore();
  const whole = parseFrontEnd({ kind: 'stft', sampleRate });
  for (const path of files)
    store.add(prepareTrainingClip(await readClip(join(folder, path)), whole, noAugmentation));
  return store.stored;
}
