import * as tf from '@tensorflow/tfjs-core';
import type { Architecture } from '../../../src/core/models/architecture.ts';
import { buildNetwork } from '../../../src/core/models/build-network.ts';
import { initialiseWeights } from '../../../src/core/training/network-weights.ts';
import { createRandom } from '../../../src/core/training/random.ts';

const shape = { numFrames: 11, numBands: 10, numLabels: 3 };
const lengths = [11, 7, 2, 5];

export type TrainingStep = {
  readonly loss: number;
  /** Gradients of the weights, then the statistics of normalisation, in the order of the network. */
  readonly arrays: Float32Array[];
  /** Tensors that the step left, and how many loss and gradients are. */
  readonly numKept: number;
  readonly numExpected: number;
};

/** One step of a small network in training, on a backend; everything in it is always the same. */
export async function trainingStep(
  backend: string,
  architecture: Architecture,
  hasLengths: boolean,
): Promise<TrainingStep> {
  await tf.setBackend(backend);
  const model = buildNetwork(architecture, { ...shape, hasLengths });
  await initialiseWeights(model, createRandom(3));
  const random = createRandom(5);
  const size = [lengths.length, shape.numFrames, shape.numBands];
  const values = Float32Array.from({ length: tf.util.sizeFromShape(size) }, () => random.normal());
  const features = tf.tensor(values, size);
  const inputs = hasLengths ? [features, tf.tensor1d(lengths)] : [features];
  const variables = model.trainableWeights.map((weight) => {
    const variable = weight.read();
    if (!(variable instanceof tf.Variable)) throw new TypeError('A weight is no variable.');
    return variable;
  });
  const numBefore = tf.memory().numTensors;
  const { value, grads } = tf.variableGrads(() => {
    const scores = model.apply(inputs, { training: true });
    if (!(scores instanceof tf.Tensor)) throw new TypeError('One output was expected.');
    return tf.reshape<tf.Rank.R0>(tf.neg(tf.mean(tf.log(tf.slice(scores, [0, 0], [lengths.length, 1])))), []);
  }, variables);
  const numKept = tf.memory().numTensors - numBefore;
  const read = async (tensor: tf.Tensor | undefined) => Float32Array.from((await tensor?.data()) ?? []);
  const arrays: Float32Array[] = [];
  for (const { name } of variables) arrays.push(await read(grads[name]));
  for (const weight of model.nonTrainableWeights) arrays.push(await read(weight.read()));
  const [loss = Number.NaN] = await read(value);
  tf.dispose([value, grads, ...inputs]);
  model.dispose();
  return { loss, arrays, numKept, numExpected: 1 + variables.length };
}
