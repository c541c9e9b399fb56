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

/** Seconds of sound between two reports of a take that goes on. */
const growthSec = 0.5;

/** One word is wanted. */
const wordLimits: TakeLimits = { silenceSec: 0.8, maxSec: 5 };

/** Collects one take: until someone has finished speaking, presses the button, or the time is over. */
export class Take implements Listener {
  readonly #onFinished: (recording: Recording) => void;
  readonly #onGrow: (recording: Recording) => void;
  readonly #limits: TakeLimits;
  readonly #blocks: Float32Array[] = [];
  #sampleRateHz = 0;
  #numUnreported = 0;
  #endOfSpeech: EndOfSpeech | null = null;

  /**
   * @param onFinished gets the take, unless nothing at all was recorded.
   * @param onGrow gets what there is so far, twice a second.
   */
  constructor(
    onFinished: (recording: Recording) => void,
    limits: TakeLimits = wordLimits,
    onGrow: (recording: Recording) => void = () => undefined,
  ) {
    this.#onFinished = onFinished;
    this.#onGrow = onGrow;
    this.#limits = limits;
  }

  start(sampleRateHz: number): void {
    this.#sampleRateHz = sampleRateHz;
    this.#endOfSpeech = new EndOfSpeech(sampleRateHz, this.#limits);
  }

  push(samples: Float32Array): boolean {
    this.#blocks.push(samples);
    this.#report(samples.length);
    const state = this.#endOfSpeech?.push(samples);
    return state === 'silence' || state === 'limit';
  }

  #report(numSamples: number): void {
    this.#numUnreported += numSamples;
    if (this.#numUnreported < growthSec * this.#sampleRateHz) return;
    this.#numUnreported = 0;
    this.#onGrow({ samples: joinBlocks(this.#blocks), sampleRateHz: this.#sampleRateHz });
  }

  finish(): void {
    const samples = joinBlocks(this.#blocks);
    if (samples.length > 0) this.#onFinished({ samples, sampleRateHz: this.#sampleRateHz });
  }
}
