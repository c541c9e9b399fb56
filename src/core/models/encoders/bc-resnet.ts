import type * as tfl from '@tensorflow/tfjs-layers';
import type { EncoderOf } from '../architecture.ts';
import { BandMean } from '../layers/frame-pooling.ts';
import { connect } from '../layers/layer-inputs.ts';
import { TimeDepthwise } from '../layers/time-depthwise.ts';
import { add, type EncoderParts, type Frames, relu } from './encoder-parts.ts';

/** Blocks of each stage, and its width as a multiple of 8 × tau. */
const stages = [
  { numBlocks: 2, width: 1, bandStride: 1 },
  { numBlocks: 2, width: 1.5, bandStride: 2 },
  { numBlocks: 4, width: 2, bandStride: 2 },
  { numBlocks: 4, width: 2.5, bandStride: 1 },
] as const;

/** Sub-bands of a sub-spectral normalisation, and bands that the last convolution sees. */
const numSubBands = 5;

/**
 * BC-ResNet: blocks of a branch over time and frequency and a branch over time alone, whose result goes to all bands.
 * For 40 bands it is the published network; other numbers of bands get as many sub-bands as divide them. Its dropout
 * of whole channels is left out: the published figures' smallest networks are too small to need it.
 *
 * @see Kim et al. 2021, "Broadcasted Residual Learning for Efficient Keyword Spotting", and the authors' code.
 */
export function bcResnetEncoder(
  features: tfl.SymbolicTensor,
  { tau }: EncoderOf<'bc-resnet'>,
  parts: EncoderParts,
): Frames {
  const base = Math.floor(8 * tau);
  let frames = parts.begin(features, 'image');
  frames = parts.convolve('head', frames, { filters: 2 * base, kernel: [5, 5], stride: [1, 2] });
  frames = parts.normalise('head', frames, { activation: 'relu' });
  stages.forEach(({ numBlocks, width, bandStride }, stage) => {
    for (let index = 0; index < numBlocks; index++) {
      frames = block(`stage${stage + 1}-block${index + 1}`, frames, parts, {
        filters: Math.floor(base * width),
        dilation: 2 ** stage,
        bandStride: index === 0 ? bandStride : 1,
      });
    }
  });
  const lastBands = Math.min(numSubBands, numBandsOf(frames));
  frames = parts.convolveDepthwise('tail', frames, { kernel: [5, lastBands], bandPadding: 'valid' });
  frames = parts.convolve('tail-pointwise', frames, { filters: 4 * base, kernel: [1, 1] });
  return parts.normalise('tail', frames, { activation: 'relu' });
}

type BlockSizes = { readonly filters: number; readonly dilation: number; readonly bandStride: number };

function block(
  name: string,
  input: Frames,
  parts: EncoderParts,
  { filters, dilation, bandStride }: BlockSizes,
): Frames {
  const isTransition = input.tensor.shape.at(-1) !== filters;
  let image = input;
  if (isTransition) {
    image = parts.convolve(`${name}-width`, image, { filters, kernel: [1, 1] });
    image = parts.normalise(`${name}-width`, image, { activation: 'relu' });
  }
  image = parts.convolveDepthwise(`${name}-bands`, image, { kernel: [1, 3], stride: [1, bandStride] });
  const subBands = subBandsOf(numBandsOf(image));
  image = parts.normalise(`${name}-bands`, image, { activation: 'linear', subBands });
  let time: Frames = {
    ...image,
    tensor: connect(new BandMean({ name: `${name}-mean` }), image.tensor),
  };
  const depthwise = new TimeDepthwise({ name: `${name}-time-conv`, kernel: 3, dilation });
  time = { ...time, tensor: connect(depthwise, time.tensor) };
  time = parts.normalise(`${name}-time`, time, { activation: 'swish' });
  time = parts.convolve(`${name}-pointwise`, time, { filters, kernel: [1, 1] });
  const sum = isTransition ? add(name, image, time) : add(name, image, time, input);
  return relu(name, sum);
}

function numBandsOf({ tensor }: Frames): number {
  return tensor.shape[2] ?? 1;
}

function subBandsOf(numBands: number): number {
  let count = Math.min(numSubBands, numBands);
  while (numBands % count !== 0) count -= 1;
  return count;
}
