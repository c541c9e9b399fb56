import * as tfl from '@tensorflow/tfjs-layers';
import { MaskedMean } from '../layers/frame-pooling.ts';
import { connect } from '../layers/layer-inputs.ts';

/** The mean over bands and valid frames. */
export function poolDecoder(
  name: string,
  frames: tfl.SymbolicTensor,
  mask: tfl.SymbolicTensor | null,
): tfl.SymbolicTensor {
  if (mask === null) return connect(tfl.layers.globalAveragePooling2d({ name }), frames);
  return connect(new MaskedMean({ name }), [frames, mask]);
}
