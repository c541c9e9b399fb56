import { prepareClip } from '../core/audio/prepare-clip.ts';
import { recordingFacts } from '../core/audio/recording-facts.ts';
import { seedOfPath } from '../core/augmentation/conditions/condition.ts';
import { hearUnderCondition } from '../core/augmentation/conditions/hear-under-condition.ts';
import type { FeatureExtractor } from '../core/features/extract-features.ts';
import type { FrontEnd } from '../core/features/front-end.ts';
import { collectFacts } from './collect-facts.ts';
import type { CallContext } from './expose-worker.ts';
import { FeaturePack } from './feature-pack.ts';
import { throwIfAborted, toPlainError } from './plain-error.ts';
import { prefetch } from './prefetch.ts';
import type { FeatureChunk, FeaturesApi, FileAtPath, UnreadableClip } from './protocol.ts';
import { readClipAndBytes } from './read-clip-source.ts';
import { createSampleArena } from '../core/audio/sample-arena.ts';

/** A front end made ready: its extractor is costly to build and is kept. */
export type ExtractKit = {
  readonly frontEnd: FrontEnd;
  readonly fingerprint: string;
  readonly extract: FeatureExtractor;
};

/** Files that are read while another is worked on: a browser takes most of a millisecond for each, half of it idly. */
const numAhead = 16;
/** Larger files wait as sound in memory: only the next one does. */
const lightBytes = 1_000_000;

/** A clip's sound is done with before the next one's. */
const arena = createSampleArena();

/** Reads files and makes features of them, one after the other; those that cannot be read are listed. */
export async function extractMany(
  { files, condition = null }: FeaturesApi['extractMany']['argument'],
  { frontEnd, fingerprint, extract }: ExtractKit,
  { signal, transfer }: CallContext<never>,
): Promise<FeatureChunk> {
  const pack = new FeaturePack(files.length);
  const indices: number[] = [];
  const unreadable: UnreadableClip[] = [];
  const collected = collectFacts();
  const ahead = files.every(({ file }) => !(file instanceof Blob) || file.size <= lightBytes) ? numAhead : 1;
  // Messages, an abort among them, get their turn while files are read; bytes that were sent along are worked through at once.
  for await (const { index, path, clip } of prefetch(files.entries(), readAhead, { ahead, atOnce: ahead })) {
    try {
      const { audio, bytes } = await clip;
      arena.reset();
      const prepared = prepareClip(audio, frontEnd, arena.allocate);
      throwIfAborted(signal);
      const heard =
        condition === null ? prepared : hearUnderCondition(prepared, frontEnd, condition, seedOfPath(path));
      pack.add((allocate) => extract(heard.samples, allocate));
      indices.push(index);
      collected.add(recordingFacts(audio, prepared, frontEnd), bytes);
    } catch (thrown) {
      throwIfAborted(signal);
      const error = toPlainError(thrown);
      unreadable.push({ path, reason: error.message, error });
    }
  }
  const packed = pack.finish();
  transfer(packed.values.buffer);
  return { ...packed, indices, fingerprint, frontEnd, unreadable, measures: await collected.all() };
}

/** Waits for a file; what is wrong with it is thrown when its turn has come. */
async function readAhead([index, { path, file }]: [number, FileAtPath]) {
  const clip = readClipAndBytes(file);
  await clip.catch(() => undefined);
  return { index, path, clip };
}
