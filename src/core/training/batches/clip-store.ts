import { PhonoscopeError } from '../../errors.ts';

/** A recording, mono at the front end's rate and at its level, and where the model's window starts in it. */
export type WindowedClip = {
  readonly samples: Float32Array;
  /** Negative when zeros come first. */
  readonly startSample: number;
};

/**
 * The sound of many clips in a few large blocks. It can be posted to workers as it is: where memory may be shared,
 * all of them read the same blocks, else each gets a copy.
 */
export type StoredClips = {
  readonly blocks: readonly Float32Array[];
  /** Four numbers a clip: block, place in it, samples, `startSample`. */
  readonly entries: readonly number[];
};

/** 64 MiB: few enough blocks, and little lost at the end of one. */
const blockSamples = 2 ** 24;
const numbersPerClip = 4;

/** 20,000 clips of one second at 16 kHz take 1.28 GB. */
const maxStoredBytes = 1_500_000_000;

/** Collects clips; blocks grow with what is added, up to `maxStoredBytes` in all. */
export class ClipStore {
  readonly #blocks: Float32Array[] = [];
  readonly #entries: number[] = [];
  readonly #blockSamples: number;
  readonly #maxBytes: number;
  #numFree = 0;
  #numBytes = 0;

  /** Tests use small limits. */
  constructor(limits = { blockSamples, maxBytes: maxStoredBytes }) {
    this.#blockSamples = limits.blockSamples;
    this.#maxBytes = limits.maxBytes;
  }

  /**
   * Copies a clip.
   *
   * @returns its number, counted from 0.
   * @throws PhonoscopeError `training-too-large` when the clips would not fit in memory.
   */
  add({ samples, startSample }: WindowedClip): number {
    const block = this.#blockFor(samples.length);
    const at = block.length - this.#numFree;
    block.set(samples, at);
    this.#numFree -= samples.length;
    this.#entries.push(this.#blocks.length - 1, at, samples.length, startSample);
    return this.#entries.length / numbersPerClip - 1;
  }

  /** What was added so far; later clips do not show in it. */
  get stored(): StoredClips {
    return { blocks: [...this.#blocks], entries: [...this.#entries] };
  }

  #blockFor(numSamples: number): Float32Array {
    const last = this.#blocks.at(-1);
    if (last !== undefined && numSamples <= this.#numFree) return last;
    // The first blocks are small, so that a handful of clips does not take 64 MiB.
    const usual = Math.min(this.#blockSamples, 2 * (last?.length ?? 2 ** 16));
    const length = Math.max(numSamples, usual);
    this.#numBytes += length * Float32Array.BYTES_PER_ELEMENT;
    if (this.#numBytes > this.#maxBytes) {
      const megabytes = Math.round(this.#maxBytes / 1e6);
      const text = `The clips take more than ${megabytes} MB of memory: use fewer or shorter ones.`;
      throw new PhonoscopeError('training-too-large', text, { megabytes });
    }
    const block = newBlock(length);
    this.#blocks.push(block);
    this.#numFree = length;
    return block;
  }
}

/** Stores sounds that have no window: noises, impulse responses. */
export function storeSounds(sounds: readonly Float32Array[]): StoredClips {
  const store = new ClipStore();
  for (const samples of sounds) store.add({ samples, startSample: 0 });
  return store.stored;
}

/** No clips. */
export const noClips: StoredClips = { blocks: [], entries: [] };

/** How many clips there are. */
export function countStored({ entries }: StoredClips): number {
  return entries.length / numbersPerClip;
}

/** One clip; its samples are a view of the store's memory and must not be written to. */
export function clipAt({ blocks, entries }: StoredClips, index: number): WindowedClip {
  const at = index * numbersPerClip;
  const [block = -1, from = 0, length = 0, startSample = 0] = entries.slice(at, at + numbersPerClip);
  const samples = blocks[block]?.subarray(from, from + length);
  if (samples === undefined) throw new RangeError(`There is no clip ${index}.`);
  return { samples, startSample };
}

/** All clips' samples, for sounds that have no window. */
export function allSamples(stored: StoredClips): Float32Array[] {
  return Array.from({ length: countStored(stored) }, (_, index) => clipAt(stored, index).samples);
}

/** Bytes that workers read together, or that each of them holds where memory cannot be shared. */
export function measureStored({ blocks }: StoredClips): { numBytes: number; isShared: boolean } {
  const numBytes = blocks.reduce((sum, block) => sum + block.byteLength, 0);
  return { numBytes, isShared: blocks.every(({ buffer }) => !(buffer instanceof ArrayBuffer)) };
}

/** Browsers have no shared memory on pages that are not isolated from other origins. */
function newBlock(length: number): Float32Array {
  if (typeof SharedArrayBuffer === 'undefined') return new Float32Array(length);
  return new Float32Array(new SharedArrayBuffer(length * Float32Array.BYTES_PER_ELEMENT));
}
