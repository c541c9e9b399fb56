import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import { foldNorms, type NetworkData } from './fold-norms.ts';
import { buildLayers } from './build-layers.ts';
import { invalidModel, shortReason } from './invalid-model.ts';
import { PhonoscopeError } from '../errors.ts';
import { countBands, framesOfClip } from '../features/feature-shape.ts';
import type { ModelMetadata } from './metadata.ts';
import { decodeModelWeights, type ModelFile } from './model-file.ts';

/** A model that is loaded on the current TensorFlow.js backend. */
export type Classifier = {
  readonly metadata: ModelMetadata;
  /**
   * Scores clips.
   *
   * @param features `[numClips, frames, bands]`, row-major, one clip after the other.
   * @param lengths valid frames of each clip, for a network that respects them; null or left out = all of them.
   * @returns softmax scores `[numClips, labels]` in the order of `metadata.labels`.
   */
  readonly predict: (
    features: Float32Array,
    numClips: number,
    lengths?: Int32Array | null,
  ) => Promise<Float32Array>;
  readonly dispose: () => void;
};

export type ClassifierOptions = {
  /** Clips that go through the network together. */
  readonly batchSize: number;
};

/**
 * Loads a model on the current backend. A single clip goes through alone; more go in batches of one constant size,
 * the last filled up with zeros, because each new shape costs a WebGPU backend its shaders. Batch normalisation is
 * folded into the convolutions; scores stay within 1e-5 of those of the network as it was trained.
 *
 * @throws PhonoscopeError `model-invalid` when the network does not load, or does not fit its metadata.
 */
export async function createClassifier(
  file: ModelFile,
  { batchSize }: ClassifierOptions,
): Promise<Classifier> {
  const { metadata } = file;
  const model = await loadLayers(foldNorms(decodeModelWeights(file)));
  const [numFrames, numBands] = checkShapes(model, metadata);
  const clipSize = numFrames * numBands;
  const numLabels = metadata.labels.length;

  const takesLengths = model.inputs.length === 2;

  async function predictBatch(features: Float32Array, lengths: Float32Array): Promise<Float32Array> {
    const size = lengths.length;
    const scores = tf.tidy(() => {
      const clips = tf.tensor3d(features, [size, numFrames, numBands]);
      const inputs = takesLengths ? [clips, tf.tensor1d(lengths)] : clips;
      return oneTensor(model.predict(inputs, { batchSize: size }));
    });
    try {
      return Float32Array.from(await scores.data());
    } finally {
      scores.dispose();
    }
  }

  return {
    metadata,
    async predict(features, numClips, lengths = null) {
      if (features.length !== numClips * clipSize) {
        throw new RangeError(`${numClips} clips of [${numFrames}, ${numBands}] were expected.`);
      }
      const size = numClips === 1 ? 1 : batchSize;
      const scores = new Float32Array(numClips * numLabels);
      for (let first = 0; first < numClips; first += size) {
        const batch = new Float32Array(size * clipSize);
        batch.set(features.subarray(first * clipSize, Math.min(numClips, first + size) * clipSize));
        const valid = new Float32Array(size).fill(numFrames);
        if (lengths !== null) valid.set(lengths.subarray(first, first + size));
        const part = await predictBatch(batch, valid);
        scores.set(part.subarray(0, Math.min(size, numClips - first) * numLabels), first * numLabels);
      }
      return scores;
    },
    dispose: () => void model.dispose(),
  };
}

/**
 * Loads a model's network as it was saved on the current backend; the caller disposes of it.
 *
 * @throws PhonoscopeError `model-invalid`.
 */
export async function loadNetwork(file: ModelFile): Promise<tfl.LayersModel> {
  return loadLayers(decodeModelWeights(file));
}

async function loadLayers({ topology, specs, values }: NetworkData): Promise<tfl.LayersModel> {
  if (!values.every(Number.isFinite)) throw invalidModel('its normalisation comes to no numbers');
  try {
    const model = await buildLayers(topology, values.length);
    setWeights(model, specs, values);
    return model;
  } catch (thrown) {
    throw thrown instanceof PhonoscopeError
      ? thrown
      : invalidModel(`its network does not load (${shortReason(thrown)})`);
  }
}

function setWeights(
  model: tfl.LayersModel,
  specs: NetworkData['specs'],
  values: NetworkData['values'],
): void {
  try {
    tf.tidy(() => model.loadWeights(tf.io.decodeWeights(values.buffer, specs)));
  } catch (thrown) {
    model.dispose();
    throw thrown;
  }
}

/** @returns the frames and bands of one clip. */
function checkShapes(model: tfl.LayersModel, { frontEnd, labels }: ModelMetadata): [number, number] {
  const numBands = countBands(frontEnd);
  const numFrames = framesOfClip(frontEnd);
  const inputShape = model.inputs[0]?.shape ?? [];
  const outputShape = model.outputs[0]?.shape ?? [];
  const fits =
    hasOwnInputs(model) &&
    model.outputs.length === 1 &&
    isShape(inputShape, [null, numFrames, numBands]) &&
    isShape(outputShape, [null, labels.length]);
  if (fits) return [numFrames, numBands];
  model.dispose();
  throw invalidModel(
    `the network does not take ${numFrames} frames of ${numBands} bands to ${labels.length} scores`,
  );
}

function isShape(found: tfl.Shape, expected: tfl.Shape): boolean {
  return found.length === expected.length && found.every((size, at) => size === expected[at]);
}

/** Features, or features and lengths. */
function hasOwnInputs({ inputNames }: tfl.LayersModel): boolean {
  return inputNames.length === 1 || (inputNames.length === 2 && inputNames[1] === 'lengths');
}

function oneTensor(output: tf.Tensor | tf.Tensor[]): tf.Tensor {
  if (output instanceof tf.Tensor) return output;
  throw new TypeError('The network has several outputs.');
}
