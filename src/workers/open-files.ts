import type { Audio } from '../core/audio/audio.ts';
import { openFile } from '../platform/browser/stored-file.ts';
import { toPlainError } from './plain-error.ts';
import type { ClipSource, OpenedSource, UnreadableClip } from './protocol.ts';

type Openable = { readonly path: string; readonly file: ClipSource | Audio };

/** Clips whose files are open, where they stand in the list, and those whose files cannot be opened. */
export type OpenedFiles<Clip extends Openable> = {
  readonly opened: readonly (Clip & { readonly file: OpenedSource })[];
  readonly indices: readonly number[];
  readonly unreadable: readonly UnreadableClip[];
};

/** Opens the files of clips, all at the same time: a worker takes open ones only. */
export async function openFiles<Clip extends Openable>(clips: readonly Clip[]): Promise<OpenedFiles<Clip>> {
  const files = await Promise.allSettled(
    clips.map(async ({ file }) => ('getFile' in file ? openFile(file) : file)),
  );
  const opened: (Clip & { readonly file: OpenedSource })[] = [];
  const indices: number[] = [];
  const unreadable: UnreadableClip[] = [];
  for (const [index, clip] of clips.entries()) {
    const file = files[index];
    if (file?.status === 'fulfilled') {
      opened.push({ ...clip, file: file.value });
      indices.push(index);
    } else {
      const error = toPlainError(file?.reason);
      unreadable.push({ path: clip.path, reason: error.message, error });
    }
  }
  return { opened, indices, unreadable };
}
