import { PhonoscopeError } from '../core/errors.ts';
import type { AllocateFeatures } from '../core/features/extract-features.ts';
import { type Features, lengthsOf } from '../core/features/features.ts';

/** Features of clips, one behind the other: `[numClips, numFrames, numBands]`. */
type PackedFeatures = {
  readonly values: Float32Array;
  /** Valid frames of each clip, where clips are padded. */
  readonly lengths: Int32Array | null;
};

/** Takes the features of one clip after the other, which are written at their places at once. */
export class FeaturePack {
  readonly #maxClips: number;
  readonly #clips: Features[] = [];
  #values = new Float32Array(0);

  constructor(maxClips: number) {
    this.#maxClips = maxClips;
  }

  /** @param extract is to put the features where it is told. Where it throws, the place stays free. */
  add(extract: (allocate: AllocateFeatures) => Features): void {
    this.#clips.push(extract((numValues) => this.#placeOf(numValues)));
  }

  /** @throws PhonoscopeError `front-end-invalid` when the clips differ in length: the model needs one. */
  finish(): PackedFeatures {
    const size = this.#clips[0]?.values.length ?? 0;
    if (this.#clips.some(({ values }) => values.length !== size)) {
      throw new PhonoscopeError('front-end-invalid', 'This front end gives clips of different lengths.', {
        field: 'clipSamples',
        expected: 'a number of samples',
      });
    }
    const numClips = this.#clips.length;
    const values = numClips === this.#maxClips ? this.#values : this.#values.slice(0, numClips * size);
    return { values, lengths: lengthsOf(this.#clips) };
  }

  #placeOf(numValues: number): Float32Array {
    const numClips = this.#clips.length;
    if (numClips === 0) this.#values = new Float32Array(numValues * this.#maxClips);
    const isUsual = this.#values.length === numValues * this.#maxClips;
    return isUsual
      ? this.#values.subarray(numClips * numValues, (numClips + 1) * numValues)
      : new Float32Array(numValues);
  }
}
