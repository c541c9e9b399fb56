import * as tfl from '@tensorflow/tfjs-layers';
import { AttentionPooling, BandMean } from '../layers/frame-pooling.ts';
import { connect } from '../layers/layer-inputs.ts';

/**
 * A sum of the frames weighted by a softmax over scores, each from one frame: v · tanh(W · frame + b).
 *
 * @see Bahdanau et al. 2015, with one learnt query in place of the decoder's state.
 */
export function attentionDecoder(
  name: string,
  frames: tfl.SymbolicTensor,
  mask: tfl.SymbolicTensor | null,
): tfl.SymbolicTensor {
  const mean = frames.shape[2] === 1 ? frames : connect(new BandMean({ name: 'attention-mean' }), frames);
  const [, numFrames = null, , numChannels = null] = mean.shape;
  const flat = tfl.layers.reshape({ name: 'attention-frames', targetShape: [numFrames, numChannels] });
  const hidden = tfl.layers.dense({
    name: 'attention-hidden',
    units: numChannels ?? 1,
    activation: 'tanh',
    kernelInitializer: 'zeros',
  });
  const score = tfl.layers.dense({
    name: 'attention-score',
    units: 1,
    useBias: false,
    kernelInitializer: 'zeros',
  });
  const scores = connect(score, connect(hidden, connect(flat, mean)));
  return connect(new AttentionPooling({ name }), mask === null ? [mean, scores] : [mean, scores, mask]);
}
