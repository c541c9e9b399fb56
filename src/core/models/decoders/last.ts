import type * as tfl from '@tensorflow/tfjs-layers';
import { LastFrame } from '../layers/frame-pooling.ts';
import { connect } from '../layers/layer-inputs.ts';

/** The last valid frame, its bands averaged. */
export function lastDecoder(
  name: string,
  frames: tfl.SymbolicTensor,
  mask: tfl.SymbolicTensor | null,
): tfl.SymbolicTensor {
  return connect(new LastFrame({ name }), mask === null ? frames : [frames, mask]);
}
