import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { firstShape, frameShape, inputList } from './layer-inputs.ts';

/** What the layers share that turn `[batch, frames, bands, channels]` into one vector `[batch, channels]`. */
abstract class FramePooling extends tfl.layers.Layer {
  override computeOutputShape(inputShape: tfl.Shape | tfl.Shape[]): tfl.Shape {
    const shape = frameShape(inputShape);
    return [shape[0] ?? null, shape.at(-1) ?? null];
  }
}

/** Mean over bands and valid frames: frames and their mask `[batch, frames, 1, 1]` in. */
export class MaskedMean extends FramePooling {
  static readonly className = 'PhonoscopeMaskedMean';

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const [frames, mask] = inputList(inputs);
      if (mask === undefined) throw new TypeError('A mask is missing.');
      const count = tf.reshape(tf.sum(mask, [1, 2, 3]), [-1, 1]);
      return tf.div(tf.sum(tf.mul(meanOverBands(frames), onFrames(mask)), 1), count);
    });
  }
}

/** Mean over the bands of the last valid frame; without a mask of the last frame. */
export class LastFrame extends FramePooling {
  static readonly className = 'PhonoscopeLastFrame';

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const [frames, mask] = inputList(inputs);
      const [batch = 0, numFrames = 0, bands = 0, channels = 0] = frames.shape;
      if (mask === undefined) {
        const last = tf.slice(frames, [0, numFrames - 1, 0, 0], [batch, 1, bands, channels]);
        return tf.reshape(meanOverBands(last), [batch, channels]);
      }
      const valid = onFrames(mask);
      // 1 where a valid frame is followed by padding or by nothing.
      const next = tf.pad(tf.slice(valid, [0, 1, 0], [batch, numFrames - 1, 1]), [
        [0, 0],
        [0, 1],
        [0, 0],
      ]);
      return tf.sum(tf.mul(meanOverBands(frames), tf.sub(valid, next)), 1);
    });
  }
}

/** A sum of frames, weighted by a softmax over their scores: `[frames, scores, mask?]` in, scores `[batch, frames, 1]`. */
export class AttentionPooling extends FramePooling {
  static readonly className = 'PhonoscopeAttentionPooling';

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return tf.tidy(() => {
      const [frames, scores, mask] = inputList(inputs);
      if (scores === undefined) throw new TypeError('The scores are missing.');
      const [batch = 0, numFrames = 0] = scores.shape;
      const flat = tf.reshape(scores, [batch, numFrames]);
      // Far below any score: its exponential is exactly 0 in float32, and it is no infinity.
      const kept =
        mask === undefined
          ? flat
          : tf.sub(flat, tf.mul(tf.sub(1, tf.reshape(mask, [batch, numFrames])), 1e9));
      const weights = tf.reshape(tf.softmax(kept), [batch, numFrames, 1]);
      return tf.sum(tf.mul(meanOverBands(frames), weights), 1);
    });
  }
}

/** Mean over the bands, which stay as one: `[batch, frames, bands, channels]` → `[batch, frames, 1, channels]`. */
export class BandMean extends tfl.layers.Layer {
  static readonly className = 'PhonoscopeBandMean';

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const [frames] = inputList(inputs);
    return tf.tidy(() => tf.mean(frames, 2, true));
  }

  override computeOutputShape(inputShape: tfl.Shape | tfl.Shape[]): tfl.Shape {
    const [batch = null, frames = null, , channels = null] = firstShape(inputShape);
    return [batch, frames, 1, channels];
  }
}

function meanOverBands(frames: tf.Tensor): tf.Tensor {
  const [batch = 0, numFrames = 0, bands = 0, channels = 0] = frames.shape;
  return bands === 1 ? tf.reshape(frames, [batch, numFrames, channels]) : tf.mean(frames, 2);
}

/** `[batch, frames, 1, 1]` → `[batch, frames, 1]`. */
function onFrames(mask: tf.Tensor): tf.Tensor {
  return tf.reshape(mask, [mask.shape[0] ?? 0, mask.shape[1] ?? 0, 1]);
}
