import { PhonoscopeError } from '../core/errors.ts';
import type { Features } from '../core/features/features.ts';

/**
 * Copies the features of clips behind each other: `[numClips, numFrames, numBands]`.
 *
 * @throws PhonoscopeError `front-end-invalid` when the clips differ in length: the model needs one.
 */
export function packFeatures(clips: readonly Features[]): Float32Array {
  const size = clips[0]?.values.length ?? 0;
  const packed = new Float32Array(size * clips.length);
  for (const [index, { values }] of clips.entries()) {
    if (values.length !== size) {
      throw new PhonoscopeError('front-end-invalid', 'This front end gives clips of different lengths.', {
        field: 'clipSamples',
        expected: 'a number of samples',
      });
    }
    packed.set(values, index * size);
  }
  return packed;
}
