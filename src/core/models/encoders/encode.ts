import type * as tfl from '@tensorflow/tfjs-layers';
import type { Architecture } from '../architecture.ts';
import { bcResnetEncoder } from './bc-resnet.ts';
import { cnnEncoder } from './cnn.ts';
import { dsCnnEncoder } from './ds-cnn.ts';
import type { EncoderParts, Frames } from './encoder-parts.ts';
import { mlpEncoder } from './mlp.ts';
import { recurrentEncoder } from './recurrent.ts';
import { tcResnetEncoder } from './tc-resnet.ts';

/**
 * Puts an encoder behind the features.
 *
 * @param features symbolic `[batch, frames, bands]`.
 * @returns symbolic `[batch, frames', bands', channels]`.
 */
export function encode(
  features: tfl.SymbolicTensor,
  encoder: Architecture['encoder'],
  parts: EncoderParts,
): Frames {
  switch (encoder.type) {
    case 'mlp':
      return mlpEncoder(features, encoder, parts);
    case 'cnn':
      return cnnEncoder(features, encoder, parts);
    case 'ds-cnn':
      return dsCnnEncoder(features, encoder, parts);
    case 'tc-resnet':
      return tcResnetEncoder(features, encoder, parts);
    case 'bc-resnet':
      return bcResnetEncoder(features, encoder, parts);
    default:
      return recurrentEncoder(features, encoder);
  }
}
