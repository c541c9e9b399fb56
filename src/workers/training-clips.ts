import { measureLevel } from '../core/audio/level.ts';
import type { Audio } from '../core/audio/audio.ts';
import { hashRecording } from '../core/training/sets/find-leaks.ts';
import { hashFile } from './hash-file.ts';
import { readClipAndBytes } from './read-clip-source.ts';
import { throwIfAborted, toPlainError } from './plain-error.ts';
import { prefetch } from './prefetch.ts';
import type { UnreadableClip } from './protocol.ts';
import type { TrainingClip } from './training-protocol.ts';

/** A clip that can be read and is not silent. */
export type GoodClip = TrainingClip & {
  readonly durationSec: number;
  /** Of `hashRecording`. */
  readonly recording: string;
  /** Of the file, by `hashFile`. */
  readonly hash: string | null;
};

/** What `add` found. */
type Added = { readonly unreadable: readonly UnreadableClip[]; readonly silent: readonly string[] };

/** The clips that the training worker has been given. Their sound stays in the files and is read when it is needed. */
export class TrainingClips {
  #clips: GoodClip[] = [];
  #numSilent = 0;

  get all(): readonly GoodClip[] {
    return this.#clips;
  }

  /** Clips that were left out because every sample is zero. */
  get numSilent(): number {
    return this.#numSilent;
  }

  clear(): void {
    this.#clips = [];
    this.#numSilent = 0;
  }

  /** Reads each clip once and keeps the good ones. */
  async add(clips: readonly TrainingClip[], signal: AbortSignal): Promise<Added> {
    const unreadable: UnreadableClip[] = [];
    const silent: string[] = [];
    for await (const { clip, audio, hash, thrown } of prefetch(clips, readClip, readAhead)) {
      throwIfAborted(signal);
      if (audio === null) {
        const error = toPlainError(thrown);
        unreadable.push({ path: clip.path, reason: error.message, error });
      } else if (isSilent(audio)) silent.push(clip.path);
      else {
        const recording = hashRecording(audio);
        this.#clips.push({ ...clip, durationSec: durationOf(audio), recording, hash });
      }
    }
    this.#numSilent += silent.length;
    return { unreadable, silent };
  }
}

/** Files read at once: the browser takes about a millisecond for each, and does several side by side. */
export const readAhead = { ahead: 8, atOnce: 8 };

async function readClip(clip: TrainingClip) {
  try {
    const { audio, bytes } = await readClipAndBytes(clip.file);
    return { clip, audio, hash: await hashFile(bytes), thrown: null };
  } catch (thrown) {
    return { clip, audio: null, hash: null, thrown };
  }
}

function isSilent({ channels }: Audio): boolean {
  return channels.every((channel) => measureLevel(channel).peakDbfs === Number.NEGATIVE_INFINITY);
}

function durationOf({ channels, sampleRateHz }: Audio): number {
  return (channels[0]?.length ?? 0) / sampleRateHz;
}
