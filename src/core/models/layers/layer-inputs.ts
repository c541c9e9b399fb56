import type * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';

/** What TensorFlow.js takes to make a layer; each of ours checks its own part, for it may come from a model file. */
export type LayerConfig = ConstructorParameters<typeof tfl.layers.Layer>[0] & Record<string, unknown>;

/** The tensors that a layer was called with, as a list. */
export function inputList(inputs: tf.Tensor | tf.Tensor[]): readonly [tf.Tensor, ...tf.Tensor[]] {
  const [first, ...rest] = Array.isArray(inputs) ? inputs : [inputs];
  if (first === undefined) throw new TypeError('A layer was called without inputs.');
  return [first, ...rest];
}

/** The shape of a layer's first input. */
export function firstShape(shape: tfl.Shape | tfl.Shape[]): tfl.Shape {
  const sizes: (number | null)[] = [];
  for (const item of shape) {
    if (Array.isArray(item)) return item;
    sizes.push(item);
  }
  return sizes;
}

/**
 * The shape of the frames that a layer works on, where the other inputs are masks or scores: one value a frame. Another
 * shape would be stretched over the frames, to any size.
 *
 * @throws RangeError when an input besides the first has another shape.
 */
export function frameShape(shape: tfl.Shape | tfl.Shape[]): tfl.Shape {
  const first = firstShape(shape);
  for (const other of shape) {
    if (!Array.isArray(other) || other === first) continue;
    const [, numFrames, ...rest] = other;
    const fits = numFrames === first[1] && rest.every((size) => size === 1);
    if (!fits) throw new RangeError('A mask does not fit the frames.');
  }
  return first;
}

/** @throws RangeError when the last dimension, the channels, has no fixed size. */
export function numChannelsOf(shape: tfl.Shape): number {
  const numChannels = shape.at(-1) ?? null;
  if (numChannels === null) throw new RangeError('A layer needs a fixed number of channels.');
  return numChannels;
}

/** The one symbolic output of a layer. */
export function single(output: ReturnType<tfl.layers.Layer['apply']>): tfl.SymbolicTensor {
  if (output instanceof tfl.SymbolicTensor) return output;
  throw new TypeError('A layer gave something other than one symbolic tensor.');
}

/** Applies a layer to one or several symbolic tensors. */
export function connect(
  layer: tfl.layers.Layer,
  inputs: tfl.SymbolicTensor | tfl.SymbolicTensor[],
): tfl.SymbolicTensor {
  return single(layer.apply(inputs));
}
