import { measureLevel } from '../core/audio/level.ts';
import type { Audio } from '../core/audio/audio.ts';
import { hashRecording } from '../core/training/sets/find-leaks.ts';
import { readClipSource } from './read-clip-source.ts';
import { throwIfAborted, toPlainError } from './plain-error.ts';
import type { UnreadableClip } from './protocol.ts';
import type { TrainingClip } from './training-protocol.ts';

/** A clip that can be read and is not silent. */
export type GoodClip = TrainingClip & {
  readonly durationSec: number;
  /** Of `hashRecording`. */
  readonly recording: string;
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
    for (const clip of clips) {
      try {
        const audio = await readClipSource(clip.file);
        throwIfAborted(signal);
        if (isSilent(audio)) silent.push(clip.path);
        else {
          const recording = hashRecording(audio);
          this.#clips.push({ ...clip, durationSec: durationOf(audio), recording });
        }
      } catch (thrown) {
        throwIfAborted(signal);
        const error = toPlainError(thrown);
        unreadable.push({ path: clip.path, reason: error.message, error });
      }
    }
    this.#numSilent += silent.length;
    return { unreadable, silent };
  }
}

function isSilent({ channels }: Audio): boolean {
  return channels.every((channel) => measureLevel(channel).peakDbfs === Number.NEGATIVE_INFINITY);
}

function durationOf({ channels, sampleRateHz }: Audio): number {
  return (channels[0]?.length ?? 0) / sampleRateHz;
}
