import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import * as v from 'valibot';
import { firstShape, frameShape, inputList, type LayerConfig } from './layer-inputs.ts';

const positive = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_536));
const configSchema = v.object({
  /** Frames that the mask has. */
  numFrames: positive,
  /** How many frames of the features one of them stands for. */
  stride: positive,
});

/**
 * Turns numbers of valid frames `[batch]` or `[batch, 1]` into a mask `[batch, frames, 1, 1]`: 1 for the first
 * ⌈length / stride⌉ frames, 0 for the padding after them. At least one frame counts.
 */
export class FrameMask extends tfl.layers.Layer {
  static readonly className = 'PhonoscopeFrameMask';
  readonly #options: v.InferOutput<typeof configSchema>;

  constructor(config: LayerConfig) {
    super(config);
    this.#options = v.parse(configSchema, config);
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const [lengths] = inputList(inputs);
      const { numFrames, stride } = this.#options;
      const frames = tf.mul(tf.range(0, numFrames, 1, 'float32'), stride);
      const ends = tf.maximum(tf.reshape(tf.cast(lengths, 'float32'), [-1, 1]), 1);
      return tf.reshape(tf.cast(tf.less(frames, ends), 'float32'), [-1, numFrames, 1, 1]);
    });
  }

  override computeOutputShape(inputShape: tfl.Shape | tfl.Shape[]): tfl.Shape {
    return [firstShape(inputShape)[0] ?? null, this.#options.numFrames, 1, 1];
  }

  override getConfig(): ReturnType<tfl.layers.Layer['getConfig']> {
    return { ...super.getConfig(), ...this.#options };
  }
}

/** Sets padded frames to 0: features or frames and their mask in, the product out. */
export class MaskFrames extends tfl.layers.Layer {
  static readonly className = 'PhonoscopeMaskFrames';

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [x, mask] = inputList(inputs);
    if (mask === undefined) throw new TypeError('A mask is missing.');
    // Not a product: what stands in the padding may be infinite.
    return tf.tidy(() => tf.where(tf.cast(mask, 'bool'), x, tf.zerosLike(x)));
  }

  override computeOutputShape(inputShape: tfl.Shape | tfl.Shape[]): tfl.Shape {
    return frameShape(inputShape);
  }
}
