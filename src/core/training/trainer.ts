import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import { PhonoscopeError } from '../errors.ts';
import { registerWasmConvGradients } from '../models/wasm-conv-gradients.ts';
import { adamWStep } from './adam-w.ts';
import { registerBatchNormGradient } from './batch-norm-gradient.ts';
import { createLoss } from './classification-loss.ts';
import { countWeights, readWeights, weightSlots, writeWeight, writeWeights } from './network-weights.ts';

export type TrainerOptions = {
  readonly seed: number;
  readonly dropout: number;
  readonly labelSmoothing: number;
  readonly weightDecay: number;
  /** Largest length of the whole gradient; longer ones are shortened to it. */
  readonly gradientClip: number;
  /** How slowly the averaged weights follow, 0…1; 0 = no averaging. */
  readonly averageDecay: number;
};

/** One batch: `features` is `[numClips, frames, bands]`, `labels` one index a clip. */
export type TrainingBatch = { readonly features: Float32Array; readonly labels: Int32Array };

/** All that a later process needs to go on exactly where this one stopped. The arrays are copies. */
export type TrainerState = {
  readonly step: number;
  readonly weights: Float32Array;
  readonly average: Float32Array;
  readonly adamMean: Float32Array;
  readonly adamVariance: Float32Array;
};

/** Trains one network, a batch at a time. */
export type Trainer = {
  /** Steps done so far. */
  readonly step: () => number;
  /** Does one step. @throws PhonoscopeError `training-diverged` when the loss is no number. */
  readonly train: (
    batch: TrainingBatch,
    learningRate: number,
  ) => Promise<{ loss: number; numCorrect: number }>;
  /** Scores `[numClips, labels]` of the averaged weights. */
  readonly predict: (features: Float32Array, numClips: number) => Promise<Float32Array>;
  readonly state: () => Promise<TrainerState>;
  readonly restore: (state: TrainerState) => void;
};

/**
 * Makes a trainer for a network of `buildNetwork`; the network stays the caller's.
 *
 * Same seed, same batches and same backend give the same weights, bit for bit on WASM and CPU.
 */
export function createTrainer(model: tfl.LayersModel, options: TrainerOptions): Trainer {
  registerWasmConvGradients();
  registerBatchNormGradient();
  const slots = weightSlots(model);
  const variables = slots.filter((slot) => slot.isTrainable).map((slot) => slot.variable);
  const lossOf = createLoss(model, options);
  const size = countWeights(slots);
  let step = 0;
  let weights: Float32Array | null = null;
  let average: Float32Array | null = null;
  const adam = { mean: new Float32Array(size), variance: new Float32Array(size) };

  async function load(): Promise<{ weights: Float32Array; average: Float32Array }> {
    weights ??= await readWeights(slots);
    average ??= weights.slice();
    return { weights, average };
  }

  async function train(batch: TrainingBatch, learningRate: number) {
    const current = await load();
    const { value, gradients, numCorrect } = await computeGradients(batch);
    step += 1;
    if (!Number.isFinite(value)) {
      throw new PhonoscopeError('training-diverged', `The loss is no number at step ${step}.`, { step });
    }
    const scale = clipScale(gradients, options.gradientClip);
    for (const slot of slots) {
      const { offset, size, variable } = slot;
      const part = (flat: Float32Array) => flat.subarray(offset, offset + size);
      const gradient = gradients.get(variable.name);
      if (gradient === undefined) {
        // Moving statistics: the forward pass changed them.
        part(current.weights).set(await variable.data());
        continue;
      }
      if (scale < 1) for (let i = 0; i < size; i++) gradient[i] = (gradient[i] ?? 0) * scale;
      const weightDecay = slot.isKernel ? options.weightDecay : 0;
      const state = { mean: part(adam.mean), variance: part(adam.variance) };
      adamWStep(part(current.weights), gradient, state, { learningRate, weightDecay, step });
      writeWeight(slot, current.weights);
    }
    followAverage(current.average, current.weights, Math.min(options.averageDecay, (1 + step) / (10 + step)));
    return { loss: value, numCorrect };
  }

  async function computeGradients(batch: TrainingBatch) {
    const numClips = batch.labels.length;
    const inputs = tf.tensor3d(batch.features, [numClips, ...frameShape(model)]);
    let logits = tf.zeros([0]);
    const { value, grads } = tf.variableGrads(() => {
      const result = lossOf(inputs, batch.labels, step);
      logits.dispose();
      logits = tf.keep(result.logits);
      return result.loss;
    }, variables);
    const gradients = new Map<string, Float32Array>();
    for (const [name, gradient] of Object.entries(grads)) {
      gradients.set(name, Float32Array.from(await gradient.data()));
    }
    const loss = (await value.data())[0] ?? Number.NaN;
    const numCorrect = countCorrect(Float32Array.from(await logits.data()), batch.labels);
    tf.dispose({ inputs, value, logits, ...grads });
    return { value: loss, gradients, numCorrect };
  }

  async function predict(features: Float32Array, numClips: number): Promise<Float32Array> {
    const current = await load();
    writeWeights(slots, current.average);
    const scores = tf.tidy(() => {
      const output = model.predict(tf.tensor3d(features, [numClips, ...frameShape(model)]));
      if (Array.isArray(output)) throw new TypeError('The network has several outputs.');
      return output;
    });
    const values = Float32Array.from(await scores.data());
    scores.dispose();
    writeWeights(slots, current.weights);
    return values;
  }

  return {
    step: () => step,
    train,
    predict,
    async state() {
      const current = await load();
      return {
        step,
        weights: current.weights.slice(),
        average: current.average.slice(),
        adamMean: adam.mean.slice(),
        adamVariance: adam.variance.slice(),
      };
    },
    restore(state) {
      step = state.step;
      weights = state.weights.slice();
      average = state.average.slice();
      adam.mean.set(state.adamMean);
      adam.variance.set(state.adamVariance);
      writeWeights(slots, weights);
    },
  };
}

function frameShape(model: tfl.LayersModel): [number, number] {
  const [, numFrames = null, numBands = null] = model.inputs[0]?.shape ?? [];
  if (numFrames === null || numBands === null)
    throw new TypeError('The network needs a fixed number of frames.');
  return [numFrames, numBands];
}

function countCorrect(logits: Float32Array, labels: Int32Array): number {
  const numLabels = logits.length / labels.length;
  return labels.reduce((sum, label, clip) => {
    const row = logits.subarray(clip * numLabels, (clip + 1) * numLabels);
    return sum + (row.indexOf(Math.max(...row)) === label ? 1 : 0);
  }, 0);
}

/** By what to multiply the gradients so that together they are no longer than `limit`. */
function clipScale(gradients: ReadonlyMap<string, Float32Array>, limit: number): number {
  let sum = 0;
  for (const gradient of gradients.values()) for (const value of gradient) sum += value * value;
  return limit / Math.max(limit, Math.sqrt(sum));
}

function followAverage(average: Float32Array, weights: Float32Array, decay: number): void {
  for (let i = 0; i < average.length; i++) {
    average[i] = decay * (average[i] ?? 0) + (1 - decay) * (weights[i] ?? 0);
  }
}
