import { EndOfSpeech } from '../../core/audio/end-of-speech.ts';
import { joinBlocks } from '../../core/audio/join-blocks.ts';
import type { Recording } from '../../workers/protocol.ts';
import type { Listener } from '../shared/listen/microphone-session.ts';

/** Longer takes are cut off here: one word is wanted. */
const maxSec = 5;

/** Collects one take: until someone has finished speaking, presses the button, or five seconds are over. */
export class Take implements Listener {
  readonly #onFinished: (recording: Recording) => void;
  readonly #blocks: Float32Array[] = [];
  #sampleRateHz = 0;
  #endOfSpeech: EndOfSpeech | null = null;

  /** @param onFinished gets the take, unless nothing at all was recorded. */
  constructor(onFinished: (recording: Recording) => void) {
    this.#onFinished = onFinished;
  }

  start(sampleRateHz: number): void {
    this.#sampleRateHz = sampleRateHz;
    this.#endOfSpeech = new EndOfSpeech(sampleRateHz, { maxSec });
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
