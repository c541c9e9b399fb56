import type { Condition } from '../core/augmentation/conditions/condition.ts';
import type { FeaturePool } from './feature-pool.ts';
import { openFiles } from './open-files.ts';
import { type DecodeOther, openSource } from './open-source.ts';
import type { FeatureChunk, FileAtPath, FrontEndChoice, LabelledClip } from './protocol.ts';
import { readTogether } from './read-together.ts';

/** How the features of clips are made. */
export type ExtractOptions = {
  readonly features: FeaturePool;
  readonly choice: FrontEndChoice;
  /** Under which a model is to hear the clips; null = as they are. */
  readonly condition: Condition | null;
  readonly signal: AbortSignal | undefined;
  /** Decodes what the workers cannot read. */
  readonly decodeOther: DecodeOther;
};

/**
 * Opens and reads the files of some clips and has their features made. That a file is neither WAV nor FLAC shows when a worker
 * decodes it; only then the page decodes such files, and the chunk is sent once more.
 *
 * @throws PhonoscopeError `worker-crashed`, `aborted`.
 */
export async function extractChunk(
  clips: readonly LabelledClip[],
  { features, choice, condition, signal, decodeOther }: ExtractOptions,
): Promise<FeatureChunk> {
  const { opened, indices, unreadable } = await openFiles(clips.map(({ path, file }) => ({ path, file })));
  const send = async (files: readonly FileAtPath[]): Promise<FeatureChunk> => {
    const chunk = await features.extractMany({ choice, files, condition }, { signal });
    return {
      ...chunk,
      indices: chunk.indices.map((index) => indices[index] ?? index),
      unreadable: [...unreadable, ...chunk.unreadable],
    };
  };
  const chunk = await send(await readFiles(opened));
  if (chunk.unreadable.every(({ error }) => error.code !== 'audio-other-format')) return chunk;
  const files: FileAtPath[] = [];
  for (const { path, file } of opened) files.push({ path, file: await openSource(file, decodeOther) });
  return send(files);
}

/**
 * The files' bytes, where they can be read together; the files, for a worker to read them, otherwise. Bytes are sent as a copy:
 * where a worker crashes, they are sent once more.
 */
async function readFiles(files: readonly FileAtPath[]): Promise<readonly FileAtPath[]> {
  const blobs = files.flatMap(({ file }) => (file instanceof Blob ? [file] : []));
  const bytes = blobs.length === files.length ? await readTogether(blobs) : null;
  return bytes === null ? files : files.map(({ path, file }, i) => ({ path, file: bytes[i] ?? file }));
}
