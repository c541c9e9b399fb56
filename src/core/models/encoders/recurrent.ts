import * as tfl from '@tensorflow/tfjs-layers';
import type { EncoderOf } from '../architecture.ts';
import { connect } from '../layers/layer-inputs.ts';
import type { Frames } from './encoder-parts.ts';

/** Sizes of an encoder with memory. */
export type RecurrentEncoder = EncoderOf<'rnn' | 'gru' | 'lstm'>;

/**
 * Recurrent layers over the frames. They only look back, so that padding at the end reaches no valid frame. Gates are
 * sigmoids, as PyTorch's, not Keras' piecewise linear ones; there is one bias for PyTorch's two, and a GRU resets
 * before its product, where PyTorch does so after it.
 */
export function recurrentEncoder(
  features: tfl.SymbolicTensor,
  { type, units, numLayers }: RecurrentEncoder,
): Frames {
  let frames = features;
  for (let index = 1; index <= numLayers; index++) {
    const config = {
      name: `recurrent${index}`,
      units,
      returnSequences: true,
      kernelInitializer: 'zeros',
      recurrentInitializer: 'zeros',
    } as const;
    frames = connect(recurrentLayer(type, config), frames);
  }
  const targetShape = [frames.shape[1] ?? null, 1, units];
  return { tensor: connect(tfl.layers.reshape({ name: 'as-image', targetShape }), frames), stride: 1 };
}

type RecurrentConfig = Parameters<typeof tfl.layers.simpleRNN>[0];

function recurrentLayer(type: RecurrentEncoder['type'], config: RecurrentConfig): tfl.layers.Layer {
  if (type === 'rnn') return tfl.layers.simpleRNN(config);
  const gated = { ...config, recurrentActivation: 'sigmoid' } as const;
  return type === 'gru' ? tfl.layers.gru(gated) : tfl.layers.lstm(gated);
}
