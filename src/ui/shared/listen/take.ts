import { EndOfSpeech } from '../../../core/audio/end-of-speech.ts';
import { joinBlocks } from '../../../core/audio/join-blocks.ts';
import type { Recording } from '../../../workers/protocol.ts';
import type { Listener } from './microphone-session.ts';

/** When a take ends by itself. */
export type TakeLimits = {
  /** This much quiet behind speech. */
  readonly silenceSec: number;
  /** Longer takes are cut off here. */
  readonly maxSec: number;
};

/** One word is wanted. */
const wordLimits: TakeLimits = { silenceSec: 0.8, maxSec: 5 };

/** Collects one take: until someone has finished speaking, presses the button, or the time is over. */
export class Take implements Listener {
  readonly #onFinished: (recording: Recording) => void;
  readonly #limits: TakeLimits;
  readonly #blocks: Float32Array[] = [];
  #sampleRateHz = 0;
  #endOfSpeech: EndOfSpeech | null = null;

  /** @param onFinished gets the take, unless nothing at all was recorded. */
  constructor(onFinished: (recording: Recording) => void, limits: TakeLimits = wordLimits) {
    this.#onFinished = onFinished;
    this.#limits = limits;
  }

  start(sampleRateHz: number): void {
    this.#sampleRateHz = sampleRateHz;
    this.#endOfSpeech = new EndOfSpeech(sampleRateHz, this.#limits);
  }

  push(samples: Float32Array): boolean {
    this.#blocks.push(samples);
    const state = this.#endOfSpeech?.push(samples);
    return state === 'silence' || state === 'limit';
  }

  finish(): void {
    const samples = joinBlocks(this.#blocks);
    if (samples.length > 0) this.#onFinished({ samples, sampleRateHz: this.#sampleRateHz });
  }
}
