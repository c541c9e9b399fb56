import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import * as v from 'valibot';
import { activate, activations } from './activation.ts';
import { firstShape, frameShape, inputList, type LayerConfig, numChannelsOf } from './layer-inputs.ts';
import { type NormSizes, normaliseBatch } from './normalise-batch.ts';

const configSchema = v.object({
  /** Stretches of the bands with statistics of their own; 1 = ordinary batch normalisation. */
  subBands: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64)), 1),
  momentum: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0.99),
  epsilon: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 1e-5),
  activation: v.optional(v.picklist(activations), 'linear'),
  /**
   * `batch` has four weights a channel and learns; for prediction alone, `affine` has the scale and the offset that
   * they come to, and `folded` has none: they are in the convolution before it.
   */
  form: v.optional(v.picklist(['batch', 'affine', 'folded']), 'batch'),
});

type NormOptions = v.InferOutput<typeof configSchema>;

/**
 * Batch normalisation of `[batch, frames, bands, channels]`, with sub-bands (sub-spectral normalisation), the
 * activation that follows it, and frames that do not count: with a second input, a mask `[batch, frames, 1, 1]` of
 * zeros and ones, padded frames are left out of the statistics in training, and come out as 0.
 *
 * Called with `{training: true, step}`, it normalises by the batch and moves its statistics; `step` counts from 0.
 *
 * @see Chang et al. 2021, "SubSpectral Normalization for Neural Audio Data Processing". The moving variance is the
 *   population's, as in Keras; PyTorch keeps the unbiased one.
 */
export class Norm extends tfl.layers.Layer {
  static readonly className = 'PhonoscopeNorm';
  readonly #options: NormOptions;
  #weights: Record<'scale' | 'offset' | 'mean' | 'variance', tfl.LayerVariable | null> = {
    scale: null,
    offset: null,
    mean: null,
    variance: null,
  };

  constructor(config: LayerConfig) {
    super(config);
    this.#options = v.parse(configSchema, config);
  }

  override build(inputShape: tfl.Shape | tfl.Shape[]): void {
    const { subBands, form } = this.#options;
    const shape = firstShape(inputShape);
    if ((shape[2] ?? 0) % subBands !== 0) {
      throw new RangeError(`${shape[2]} bands cannot be cut into ${subBands} sub-bands.`);
    }
    const weight = (name: string, initial: 'zeros' | 'ones', isTrainable: boolean) =>
      this.addWeight(
        name,
        [subBands * numChannelsOf(shape)],
        'float32',
        tfl.initializers[initial](),
        undefined,
        isTrainable,
      );
    if (form !== 'folded') {
      this.#weights.scale = weight('gamma', 'ones', true);
      this.#weights.offset = weight('beta', 'zeros', true);
    }
    if (form === 'batch') {
      this.#weights.mean = weight('moving_mean', 'zeros', false);
      this.#weights.variance = weight('moving_variance', 'ones', false);
    }
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: Record<string, unknown>): tf.Tensor {
    return tf.tidy(() => {
      const [x, mask = null] = inputList(inputs);
      return kwargs['training'] === true && this.#options.form === 'batch'
        ? this.#train(x, mask, Number(kwargs['step'] ?? Infinity))
        : this.#predict(x, mask);
    });
  }

  override computeOutputShape(inputShape: tfl.Shape | tfl.Shape[]): tfl.Shape {
    return frameShape(inputShape);
  }

  override getConfig(): ReturnType<tfl.layers.Layer['getConfig']> {
    return { ...super.getConfig(), ...this.#options };
  }

  #train(x: tf.Tensor, mask: tf.Tensor | null, step: number): tf.Tensor {
    const [gamma, beta] = [this.#read('scale'), this.#read('offset')];
    const { output, mean, variance } = normaliseBatch({ x, gamma, beta, mask }, this.#sizesOf(x));
    this.#follow('mean', mean, step);
    this.#follow('variance', variance, step);
    return output;
  }

  #predict(x: tf.Tensor, mask: tf.Tensor | null): tf.Tensor {
    const { form, activation, epsilon } = this.#options;
    let output = x;
    if (form === 'affine') output = this.#scaled(x, this.#read('scale'), this.#read('offset'));
    if (form === 'batch') {
      const scale = tf.mul(this.#read('scale'), tf.rsqrt(tf.add(this.#read('variance'), epsilon)));
      const offset = tf.sub(this.#read('offset'), tf.mul(this.#read('mean'), scale));
      output = this.#scaled(x, scale, offset);
    }
    const active = activate(output, activation);
    return mask === null ? active : tf.mul(active, mask);
  }

  #scaled(x: tf.Tensor, scale: tf.Tensor, offset: tf.Tensor): tf.Tensor {
    const { subBands } = this.#options;
    if (subBands === 1) return tf.add(tf.mul(x, scale), offset);
    const numChannels = numChannelsOf(x.shape);
    const perBand = (values: tf.Tensor) => tf.reshape(values, [subBands, 1, numChannels]);
    const bands = tf.reshape(x, [-1, subBands, (x.shape[2] ?? 0) / subBands, numChannels]);
    return tf.reshape(tf.add(tf.mul(bands, perBand(scale)), perBand(offset)), x.shape);
  }

  #sizesOf(x: tf.Tensor): NormSizes {
    const [batch = 0, frames = 0, bands = 0, numChannels = 0] = x.shape;
    const { subBands, epsilon, activation } = this.#options;
    return {
      numRows: batch * frames,
      subBands,
      bandsEach: bands / subBands,
      numChannels,
      epsilon,
      activation,
    };
  }

  /** At first nearly the batch's own statistics: what the layer was built with must not linger. */
  #follow(name: 'mean' | 'variance', value: tf.Tensor, step: number): void {
    const share = Math.max(1 - this.#options.momentum, 9 / (10 + step));
    const old = this.#read(name);
    this.#weights[name]?.write(tf.add(old, tf.mul(tf.sub(value, old), share)));
  }

  #read(name: 'scale' | 'offset' | 'mean' | 'variance'): tf.Tensor {
    const weight = this.#weights[name];
    if (weight === null) throw new TypeError(`The layer has no ${name}.`);
    return weight.read();
  }
}
