import { measureLevel } from './level.ts';

/** How long to wait for what, in seconds. */
export type EndOfSpeechOptions = {
  /** Recording ends after this much quiet behind speech. */
  readonly silenceSec?: number;
  /** Recording ends here in any case. */
  readonly maxSec?: number;
};

/** `waiting` for speech, `speaking`, or finished: after `silence` behind speech, or at the `limit`. */
export type SpeechState = 'waiting' | 'speaking' | 'silence' | 'limit';

const frameSec = 0.02;
/** The noise floor is the quietest frame of this stretch: a word has gaps, a fan has none. */
const floorSec = 1.5;
/** Speech stands this far above the noise floor; it ends a little lower, so that a fading vowel is not cut. */
const speechAboveFloorDb = 9;
const quietAboveFloorDb = 6;
/** Quieter frames are never speech, however quiet the room. */
const minSpeechDbfs = -60;
/** The floor is never taken to be higher, else someone who speaks from the first moment would count as noise. */
const maxFloorDbfs = -38;
/** A click is shorter than the shortest word. */
const minSpeechFrames = 4;

/**
 * Finds out when someone has finished speaking, from blocks of any length. Its noise floor follows the room.
 *
 * All levels are RMS over 20 ms, in dB of full scale.
 */
export class EndOfSpeech {
  readonly #frame: Float32Array;
  readonly #silenceFrames: number;
  readonly #maxFrames: number;
  #numFilled = 0;
  #numFrames = 0;
  #recentDbfs: number[] = [];
  #numLoudInARow = 0;
  #numQuietInARow = 0;
  #state: SpeechState = 'waiting';

  constructor(sampleRateHz: number, { silenceSec = 0.8, maxSec = 5 }: EndOfSpeechOptions = {}) {
    this.#frame = new Float32Array(Math.max(1, Math.round(sampleRateHz * frameSec)));
    this.#silenceFrames = Math.round(silenceSec / frameSec);
    this.#maxFrames = Math.round(maxSec / frameSec);
  }

  /** Takes the next block of samples. Once it is finished, the state does not change any more. */
  push(block: Float32Array): SpeechState {
    for (let start = 0; start < block.length;) {
      const part = block.subarray(start, start + this.#frame.length - this.#numFilled);
      this.#frame.set(part, this.#numFilled);
      this.#numFilled += part.length;
      start += part.length;
      if (this.#numFilled === this.#frame.length) this.#takeFrame();
    }
    return this.#state;
  }

  #takeFrame(): void {
    this.#numFilled = 0;
    if (this.#state === 'silence' || this.#state === 'limit') return;
    this.#numFrames += 1;
    const dbfs = measureLevel(this.#frame).rmsDbfs;
    const floorDbfs = this.#followFloor(dbfs);
    const margin = this.#state === 'speaking' ? quietAboveFloorDb : speechAboveFloorDb;
    const isLoud = dbfs >= Math.max(minSpeechDbfs, floorDbfs + margin);
    this.#numLoudInARow = isLoud ? this.#numLoudInARow + 1 : 0;
    this.#numQuietInARow = isLoud ? 0 : this.#numQuietInARow + 1;
    if (this.#numLoudInARow >= minSpeechFrames) this.#state = 'speaking';
    else if (this.#state === 'speaking' && this.#numQuietInARow >= this.#silenceFrames)
      this.#state = 'silence';
    if (this.#numFrames >= this.#maxFrames && this.#state !== 'silence') this.#state = 'limit';
  }

  #followFloor(dbfs: number): number {
    this.#recentDbfs.push(dbfs);
    if (this.#recentDbfs.length > floorSec / frameSec) this.#recentDbfs.shift();
    return Math.min(maxFloorDbfs, ...this.#recentDbfs);
  }
}
