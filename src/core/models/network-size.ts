import type * as tfl from '@tensorflow/tfjs-layers';
import { firstShape } from './layers/layer-inputs.ts';

/** Values in an array of a shape; sizes that are open count as 1. */
export function sizeOf(shape: tfl.Shape): number {
  return shape.reduce<number>((product, size) => product * (size ?? 1), 1);
}

/** Values that come out of a layer for one clip. */
export function numOutputsOf(layer: tfl.layers.Layer): number {
  return sizeOf(firstShape(layer.outputShape).slice(1));
}

/**
 * Products of a kernel's weight and a value for one clip: each kernel's weight is used once for every position, of
 * frames and of bands, that comes out.
 */
export function numMultipliesOf(layer: tfl.layers.Layer): number {
  const kernels = layer.weights.map(({ shape }) => shape).filter(({ length }) => length >= 2);
  if (kernels.length === 0) return 0;
  const numPositions = sizeOf(firstShape(layer.outputShape).slice(1, -1));
  return numPositions * kernels.reduce((total, shape) => total + sizeOf(shape), 0);
}
