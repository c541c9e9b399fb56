import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-backend-webgpu';
import { decoderTypes, encoderTypes } from '../../src/core/models/architecture.ts';
import { smallArchitecture } from '../unit/models/small-sizes.ts';
import { trainingStep } from '../unit/models/training-step.ts';

function largest(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/**
 * The largest difference of two arrays, as a share of the largest number in them; numbers below a hundredth of the
 * network's largest are what sums leave that cancel.
 */
function distance(found: Float32Array, expected: Float32Array, largestOfAll: number): number {
  if (found.length !== expected.length || expected.length === 0) return Number.NaN;
  const scale = Math.max(largest(expected), largestOfAll / 100);
  return expected.reduce((most, value, i) => Math.max(most, Math.abs(value - found[i]!) / scale), 0);
}

tf.enableProdMode();
const results: { encoder: string; loss: number; gradients: number; numArrays: number }[] = [];
for (const [index, encoder] of encoderTypes.entries()) {
  // Each decoder, with and without lengths, comes up.
  const architecture = smallArchitecture(encoder, decoderTypes[index % 3] ?? 'pool');
  const cpu = await trainingStep('cpu', architecture, index % 2 === 0);
  const gpu = await trainingStep('webgpu', architecture, index % 2 === 0);
  const largestOfAll = Math.max(...cpu.arrays.map(largest));
  const distances = cpu.arrays.map((array, i) =>
    distance(gpu.arrays[i] ?? new Float32Array(0), array, largestOfAll),
  );
  results.push({
    encoder,
    loss: Math.abs(gpu.loss - cpu.loss),
    gradients: Math.max(...distances),
    numArrays: gpu.arrays.length,
  });
}
postMessage(results);
