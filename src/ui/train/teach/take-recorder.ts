import { EndOfSpeech } from '../../../core/audio/end-of-speech.ts';
import { joinBlocks } from '../../../core/audio/join-blocks.ts';
import type { Recording } from '../../../workers/protocol.ts';
import type { Listener } from '../../shared/listen/microphone-session.ts';

/** A word has gaps, but none that long; the next one may follow soon. */
const silenceSec = 0.4;
/** Nobody speaks one word for so long: it is cut here. */
const maxSec = 4;
/** Kept from before speech began. */
const leadSec = 0.5;

/** Parts what the microphone hears into takes: one each time somebody has finished speaking. */
export class TakeRecorder implements Listener {
  readonly #onTake: (recording: Recording) => void;
  readonly #onFinished: () => void;
  readonly #isWaiting: () => boolean;
  #blocks: Float32Array[] = [];
  #sampleRateHz = 0;
  #endOfSpeech: EndOfSpeech | null = null;

  /**
   * @param isWaiting while it is true, nothing is recorded.
   * @param onTake gets each take.
   * @param onFinished the microphone is closed.
   */
  constructor(isWaiting: () => boolean, onTake: (recording: Recording) => void, onFinished: () => void) {
    this.#isWaiting = isWaiting;
    this.#onTake = onTake;
    this.#onFinished = onFinished;
  }

  start(sampleRateHz: number): void {
    this.#sampleRateHz = sampleRateHz;
    this.#begin();
  }

  push(samples: Float32Array): boolean {
    if (this.#isWaiting()) {
      if (this.#blocks.length > 0) this.#begin();
      return false;
    }
    this.#blocks.push(samples);
    const state = this.#endOfSpeech?.push(samples) ?? 'waiting';
    if (state === 'waiting') this.#dropOld();
    if (state !== 'silence' && state !== 'limit') return false;
    const recording = { samples: joinBlocks(this.#blocks), sampleRateHz: this.#sampleRateHz };
    // Where it waited to the limit, nobody spoke.
    const isSpoken = state === 'silence' || recording.samples.length > 2 * leadSec * this.#sampleRateHz;
    this.#begin();
    if (isSpoken) this.#onTake(recording);
    return false;
  }

  finish(): void {
    this.#onFinished();
  }

  #begin(): void {
    this.#blocks = [];
    this.#endOfSpeech = new EndOfSpeech(this.#sampleRateHz, { silenceSec, maxSec });
  }

  #dropOld(): void {
    let numSamples = this.#blocks.reduce((sum, { length }) => sum + length, 0);
    for (let [first] = this.#blocks; first !== undefined; [first] = this.#blocks) {
      numSamples -= first.length;
      if (numSamples < leadSec * this.#sampleRateHz) return;
      this.#blocks.shift();
    }
  }
}
