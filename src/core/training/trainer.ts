import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import { PhonoscopeError } from '../errors.ts';
import { indexOfHighest } from '../evaluation/evaluation.ts';
import { registerTrainingKernels } from '../models/kernels/register-training-kernels.ts';
import { registerBatchNormGradient } from './batch-norm-gradient.ts';
import { type ClassificationLoss, createLoss } from './classification-loss.ts';
import { isDecoderLayer } from '../models/build-network.ts';
import type { LossOptions } from './optimisation/losses.ts';
import { readWeights, type WeightSlot, weightSlots, writeWeight, writeWeights } from './network-weights.ts';
import {
  createOptimizer,
  emptyOptimizerState,
  type Optimizer,
  type OptimizerOptions,
  type OptimizerState,
} from './optimisation/optimizer.ts';
import type { TrainingBatch } from './training-batch.ts';

export type TrainerOptions = {
  readonly seed: number;
  readonly dropout: number;
  readonly loss: LossOptions;
  /** Its weight decay is for kernels alone: biases and normalisation are left out, unlike PyTorch's default. */
  readonly optimizer: OptimizerOptions;
  /** Largest length of the whole gradient; longer ones are shortened to it. Null = any length. */
  readonly gradientClip: number | null;
  /** How slowly the averaged weights follow, 0…1; 0 = no averaging. */
  readonly averageDecay: number;
  /** True: only the decoder's weights move; the encoder keeps its weights and its moving statistics. */
  readonly isEncoderFrozen: boolean;
};

/** What one step gave: the batch's mean loss, and how many of its clips were right. */
export type StepResult = { readonly loss: number; readonly numCorrect: number; readonly numClips: number };

/** All that a later process needs to go on exactly where this one stopped. The arrays are copies. */
export type TrainerState = {
  readonly step: number;
  readonly weights: Float32Array;
  readonly average: Float32Array;
  readonly optimizer: OptimizerState;
};

/**
 * Trains one network, a batch at a time.
 *
 * Same seed, same batches and same backend give the same weights, bit for bit on WASM and CPU.
 */
export class Trainer {
  readonly #model: tfl.LayersModel;
  readonly #options: TrainerOptions;
  readonly #slots: readonly WeightSlot[];
  readonly #variables: tf.Variable[];
  readonly #numLabels: number;
  readonly #lossOf: ClassificationLoss;
  readonly #optimizer: Optimizer;
  #optimizerState: OptimizerState;
  #weights: Float32Array;
  #average: Float32Array;
  #step = 0;

  private constructor(
    model: tfl.LayersModel,
    options: TrainerOptions,
    slots: WeightSlot[],
    weights: Float32Array,
  ) {
    this.#model = model;
    this.#options = options;
    this.#slots = slots;
    this.#variables = slots
      .filter(
        ({ isTrainable, layerName }) =>
          isTrainable && (!options.isEncoderFrozen || isDecoderLayer(layerName)),
      )
      .map((slot) => slot.variable);
    this.#numLabels = model.outputs[0]?.shape[1] ?? 0;
    this.#lossOf = createLoss(model, options);
    this.#optimizer = createOptimizer(options.optimizer.name);
    this.#optimizerState = emptyOptimizerState(options.optimizer.name, weights.length);
    this.#weights = weights;
    this.#average = weights.slice();
  }

  /** Makes a trainer for a network of `buildNetwork` with its starting weights; the network stays the caller's. */
  static async create(model: tfl.LayersModel, options: TrainerOptions): Promise<Trainer> {
    registerTrainingKernels();
    registerBatchNormGradient();
    const slots = weightSlots(model);
    return new Trainer(model, options, slots, await readWeights(slots));
  }

  /** Steps done so far. */
  get step(): number {
    return this.#step;
  }

  /**
   * Does one step.
   *
   * @throws PhonoscopeError `training-diverged` when the loss is no number.
   */
  async train(batch: TrainingBatch, learningRate: number): Promise<StepResult> {
    const { loss, gradients, numCorrect, numClips } = await this.#gradients(batch);
    this.#step += 1;
    if (!Number.isFinite(loss)) {
      throw diverged(this.#step);
    }
    const scale = clipScale(gradients, this.#options.gradientClip ?? Infinity);
    for (const slot of this.#slots) {
      const gradient = gradients.get(slot.variable.name);
      if (gradient === undefined) {
        if (this.#options.isEncoderFrozen) continue;
        // Moving statistics: the forward pass changed them.
        part(this.#weights, slot).set(await slot.variable.data());
      } else {
        if (scale < 1) for (let i = 0; i < gradient.length; i++) gradient[i] = (gradient[i] ?? 0) * scale;
        this.#moveWeights(slot, gradient, learningRate);
      }
    }
    const decay = Math.min(this.#options.averageDecay, (1 + this.#step) / (10 + this.#step));
    followAverage(this.#average, this.#weights, decay);
    return { loss, numCorrect, numClips };
  }

  /** Scores `[clips, labels]` of the averaged weights. */
  async predict(features: Float32Array, lengths: Int32Array | null): Promise<Float32Array> {
    writeWeights(this.#slots, this.#average);
    const scores = tf.tidy(() => {
      const output = this.#model.predict(inputTensors(this.#model, features, lengths));
      if (Array.isArray(output)) throw new TypeError('The network has several outputs.');
      return output;
    });
    const values = Float32Array.from(await scores.data());
    scores.dispose();
    writeWeights(this.#slots, this.#weights);
    return values;
  }

  state(): TrainerState {
    return {
      step: this.#step,
      weights: this.#weights.slice(),
      average: this.#average.slice(),
      optimizer: copyState(this.#optimizerState),
    };
  }

  /**
   * Goes on from a state.
   *
   * @throws PhonoscopeError `file-unreadable` when it is of another network or optimizer.
   */
  restore(state: TrainerState): void {
    const names = [...this.#optimizerState.keys()];
    const fits =
      state.weights.length === this.#weights.length && names.join() === [...state.optimizer.keys()].join();
    if (!fits) throw new PhonoscopeError('file-unreadable', 'The saved training is of another network.', {});
    this.#step = state.step;
    this.#weights = state.weights.slice();
    this.#average = state.average.slice();
    this.#optimizerState = copyState(state.optimizer);
    writeWeights(this.#slots, this.#weights);
  }

  /** Puts weights into the network, to save it or to measure it, and averages from there. */
  useWeights(weights: Float32Array): void {
    this.restore({ ...this.state(), weights, average: weights });
  }

  async #gradients(batch: TrainingBatch) {
    const inputs = inputTensors(this.#model, batch.features, batch.lengths);
    const targets = tf.tensor2d(batch.targets, [numClipsOf(inputs), this.#numLabels]);
    let logits = tf.zeros([0]);
    const { value, grads } = tf.variableGrads(() => {
      const result = this.#lossOf(inputs, targets, this.#step);
      logits.dispose();
      logits = tf.keep(result.logits);
      return result.loss;
    }, this.#variables);
    const gradients = new Map<string, Float32Array>();
    for (const [name, gradient] of Object.entries(grads)) {
      gradients.set(name, Float32Array.from(await gradient.data()));
    }
    const loss = (await value.data())[0] ?? Number.NaN;
    const numCorrect = countCorrect(Float32Array.from(await logits.data()), batch.targets, this.#numLabels);
    tf.dispose([...inputs, targets, value, logits, ...Object.values(grads)]);
    return { loss, gradients, numCorrect, numClips: batch.targets.length / this.#numLabels };
  }

  #moveWeights(slot: WeightSlot, gradient: Float32Array, learningRate: number): void {
    const { momentum, weightDecay } = this.#options.optimizer;
    const state = new Map([...this.#optimizerState].map(([name, array]) => [name, part(array, slot)]));
    this.#optimizer.move(part(this.#weights, slot), gradient, state, {
      learningRate,
      momentum,
      weightDecay: slot.isKernel ? weightDecay : 0,
      step: this.#step,
    });
    writeWeight(slot, this.#weights);
  }
}

/** What happened, and what a person can do about it. */
export function diverged(step: number): PhonoscopeError {
  const text = `The loss is no longer a number at step ${step}. A lower learning rate, a longer warm-up or a smaller gradientClip usually helps.`;
  return new PhonoscopeError('training-diverged', text, { step });
}

function copyState(state: OptimizerState): OptimizerState {
  return new Map([...state].map(([name, array]) => [name, array.slice()]));
}

/** The stretch of a flat array that belongs to one slot. */
function part(flat: Float32Array, { offset, size }: WeightSlot): Float32Array {
  return flat.subarray(offset, offset + size);
}

function frameShape(model: tfl.LayersModel): [number, number] {
  const [, numFrames = null, numBands = null] = model.inputs[0]?.shape ?? [];
  if (numFrames === null || numBands === null)
    throw new TypeError('The network needs a fixed number of frames.');
  return [numFrames, numBands];
}

/** What the network's inputs get: `features`, and `lengths` where it has that input. */
function inputTensors(
  model: tfl.LayersModel,
  features: Float32Array,
  lengths: Int32Array | null,
): tf.Tensor[] {
  const shape = frameShape(model);
  const numClips = features.length / (shape[0] * shape[1]);
  const inputs: tf.Tensor[] = [tf.tensor3d(features, [numClips, ...shape])];
  if (model.inputs.length > 1) {
    inputs.push(tf.tensor1d(lengths ?? new Int32Array(numClips).fill(shape[0]), 'float32'));
  }
  return inputs;
}

function numClipsOf([features]: readonly tf.Tensor[]): number {
  return features?.shape[0] ?? 0;
}

/** Clips whose highest score is that of their most probable label. */
function countCorrect(logits: Float32Array, targets: Float32Array, numLabels: number): number {
  let numCorrect = 0;
  for (let at = 0; at < targets.length; at += numLabels) {
    const end = at + numLabels;
    if (indexOfHighest(logits.subarray(at, end)) === indexOfHighest(targets.subarray(at, end)))
      numCorrect += 1;
  }
  return numCorrect;
}

/** By what to multiply the gradients so that together they are no longer than `limit`. */
function clipScale(gradients: ReadonlyMap<string, Float32Array>, limit: number): number {
  let sum = 0;
  for (const gradient of gradients.values()) for (const value of gradient) sum += value * value;
  // PyTorch's clip_grad_norm_ adds 1e-6 too.
  return Math.min(1, limit / (Math.sqrt(sum) + 1e-6));
}

function followAverage(average: Float32Array, weights: Float32Array, decay: number): void {
  for (let i = 0; i < average.length; i++) {
    average[i] = decay * (average[i] ?? 0) + (1 - decay) * (weights[i] ?? 0);
  }
}
