import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import * as v from 'valibot';
import { firstShape, inputList, type LayerConfig, numChannelsOf } from './layer-inputs.ts';

/** What a clip may take with its padding: 64 MB. */
const maxPaddedValues = 16_000_000;

const configSchema = v.object({
  /** Frames that one output sees; odd. */
  kernel: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(101)),
  /** Frames from one of them to the next. */
  dilation: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(256)),
  useBias: v.optional(v.boolean(), false),
});

/**
 * Depthwise convolution over time of `[batch, frames, bands, channels]`, dilated, with as many frames out as in.
 * It is a sum of shifted slices, because TensorFlow.js has no gradient for dilated convolutions and its depthwise
 * layer ignores the dilation.
 */
export class TimeDepthwise extends tfl.layers.Layer {
  static readonly className = 'PhonoscopeTimeDepthwise';
  readonly #options: v.InferOutput<typeof configSchema>;
  #kernel: tfl.LayerVariable | null = null;
  #bias: tfl.LayerVariable | null = null;

  constructor(config: LayerConfig) {
    super(config);
    this.#options = v.parse(configSchema, config);
  }

  override build(inputShape: tfl.Shape | tfl.Shape[]): void {
    const inputs = firstShape(inputShape);
    const numChannels = numChannelsOf(inputs);
    const { kernel, dilation } = this.#options;
    const numPadded = ((inputs[1] ?? 0) + dilation * (kernel - 1)) * (inputs[2] ?? 1) * numChannels;
    if (numPadded > maxPaddedValues) throw new RangeError('A convolution over time reaches too far.');
    const zeros = tfl.initializers.zeros();
    // The shape of TensorFlow.js' depthwise kernels: height, width, channels, multiplier.
    const shape = [kernel, 1, numChannels, 1];
    this.#kernel = this.addWeight('depthwise_kernel', shape, 'float32', zeros);
    if (this.#options.useBias) this.#bias = this.addWeight('bias', [numChannels], 'float32', zeros);
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const [x] = inputList(inputs);
      const { kernel, dilation } = this.#options;
      const [batch = 0, frames = 0, bands = 0, channels = 0] = x.shape;
      const reach = dilation * (kernel - 1);
      const before = Math.floor(reach / 2);
      // Two dimensions: WASM copies slices row by row, and these rows are long.
      const step = bands * channels;
      const padded = tf.pad(tf.reshape(x, [batch, frames * step]), [
        [0, 0],
        [before * step, (reach - before) * step],
      ]);
      if (this.#kernel === null) throw new TypeError('The layer has not been built.');
      const taps = tf.unstack(tf.reshape(this.#kernel.read(), [kernel, channels]));
      const shifted = taps.map((tap, index) =>
        tf.mul(
          tf.reshape(tf.slice(padded, [0, index * dilation * step], [batch, frames * step]), x.shape),
          tap,
        ),
      );
      const sum = shifted.reduce((total, part) => tf.add(total, part));
      return this.#bias === null ? sum : tf.add(sum, this.#bias.read());
    });
  }

  override computeOutputShape(inputShape: tfl.Shape | tfl.Shape[]): tfl.Shape {
    return firstShape(inputShape);
  }

  override getConfig(): ReturnType<tfl.layers.Layer['getConfig']> {
    return { ...super.getConfig(), ...this.#options };
  }
}
