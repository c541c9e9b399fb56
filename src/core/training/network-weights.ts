import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import type { Random } from './random.ts';

/** One array of a network's weights and where it lies in the flat copy of all of them. */
export type WeightSlot = {
  readonly variable: tf.Variable;
  readonly layerName: string;
  readonly offset: number;
  readonly size: number;
  readonly isTrainable: boolean;
  /** A kernel, as opposed to a bias or a scale: weight decay is for these alone. */
  readonly isKernel: boolean;
};

/** Lists a network's weights in the order of `model.weights`. */
export function weightSlots(model: tfl.LayersModel): WeightSlot[] {
  const trainable = new Set(model.trainableWeights.map((weight) => weight.read()));
  let offset = 0;
  return model.weights.map((weight) => {
    const variable = weight.read();
    if (!(variable instanceof tf.Variable)) throw new TypeError(`${weight.name} is not a variable.`);
    const { size } = variable;
    const [layerName = ''] = weight.originalName.split('/');
    const slot = {
      variable,
      layerName,
      offset,
      size,
      isTrainable: trainable.has(variable),
      isKernel: variable.rank >= 2,
    };
    offset += size;
    return slot;
  });
}

/** Number of weights in all slots. */
function countWeights(slots: readonly WeightSlot[]): number {
  return slots.reduce((sum, slot) => sum + slot.size, 0);
}

/** Copies every weight out of the backend. */
export async function readWeights(slots: readonly WeightSlot[]): Promise<Float32Array> {
  const flat = new Float32Array(countWeights(slots));
  for (const { variable, offset } of slots) flat.set(await variable.data(), offset);
  return flat;
}

/** Writes every weight into the backend. */
export function writeWeights(slots: readonly WeightSlot[], flat: Float32Array): void {
  for (const slot of slots) writeWeight(slot, flat);
}

/** Writes one slot's weights. The backend gets a copy. */
export function writeWeight({ variable, offset, size }: WeightSlot, flat: Float32Array): void {
  const values = tf.tensor(flat.slice(offset, offset + size), variable.shape);
  variable.assign(values);
  values.dispose();
}

/**
 * Fills kernels from a seeded stream; biases and normalisation keep their starting values. Kernels follow He's rule;
 * those from a recurrent layer's memory to itself have the variance that PyTorch gives them, 1 / (3 × units), so that
 * the memory neither dies nor explodes.
 */
export async function initialiseWeights(model: tfl.LayersModel, random: Random): Promise<void> {
  const slots = weightSlots(model);
  const flat = await readWeights(slots);
  for (const [index, { offset, size, isKernel, variable }] of slots.entries()) {
    if (!isKernel) continue;
    const std = startingStd(model.weights[index]?.originalName ?? '', variable.shape);
    for (let i = 0; i < size; i++) flat[offset + i] = std * random.normal();
  }
  writeWeights(slots, flat);
}

function startingStd(name: string, shape: readonly number[]): number {
  const inputs = shape.slice(0, -1);
  if (name.endsWith('recurrent_kernel')) return Math.sqrt(1 / (3 * (shape[0] ?? 1)));
  // A depthwise kernel [height, width, channels, 1] sees one channel.
  if (name.endsWith('depthwise_kernel')) inputs.pop();
  return Math.sqrt(2 / inputs.reduce((product, length) => product * length, 1));
}
