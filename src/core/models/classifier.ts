import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import { foldNorms, type NetworkData } from './fold-norms.ts';
import { buildLayers } from './build-layers.ts';
import { withEmbedding } from './embedding.ts';
import { invalidModel, shortReason } from './invalid-model.ts';
import { PhonoscopeError } from '../errors.ts';
import { countBands, framesOfClip } from '../features/feature-shape.ts';
import type { ModelMetadata } from './metadata.ts';
import { decodeModelWeights, type ModelFile } from './model-file.ts';
import { runNetwork } from './run-network.ts';

/**
 * `features` is `[numClips, frames, bands]`, row-major, one clip after the other; `lengths` are the valid frames of each
 * clip, for a network that respects them; null or left out = all of them.
 */
type Clips = [features: Float32Array, numClips: number, lengths?: Int32Array | null];

/** What a network makes of clips, row-major. */
export type EmbeddedClips = {
  /** Softmax scores `[numClips, labels]` in the order of `metadata.labels`. */
  readonly scores: Float32Array;
  /** What goes into the last dense layer, `[numClips, dim]`; clips that sound alike to the network lie near each other. */
  readonly embeddings: Float32Array;
};

/** A model that is loaded on the current TensorFlow.js backend. */
export type Classifier = {
  readonly metadata: ModelMetadata;
  /** @returns `EmbeddedClips.scores`. */
  readonly predict: (...clips: Clips) => Promise<Float32Array>;
  /**
   * @returns `EmbeddedClips.embeddings`.
   * @throws PhonoscopeError `model-invalid` where the network does not end with a dense layer.
   */
  readonly embed: (...clips: Clips) => Promise<Float32Array>;
  /** Both in one run: the scores are those of `predict`. */
  readonly predictAndEmbed: (...clips: Clips) => Promise<EmbeddedClips>;
  readonly dispose: () => void;
};

export type ClassifierOptions = {
  /** Clips that go through the network together. */
  readonly batchSize: number;
};

const noValues = new Float32Array(0);

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
  let embedding: tfl.LayersModel | null = null;

  const run = (network: tfl.LayersModel, ...[values, numClips, lengths = null]: Clips) => {
    if (values.length !== numClips * numFrames * numBands) {
      throw new RangeError(`${numClips} clips of [${numFrames}, ${numBands}] were expected.`);
    }
    return runNetwork(network, { values, numClips, numFrames, numBands, lengths }, batchSize);
  };
  const predictAndEmbed = async (...clips: Clips): Promise<EmbeddedClips> => {
    embedding ??= withEmbedding(model);
    const [embeddings = noValues, scores = noValues] = await run(embedding, ...clips);
    return { embeddings, scores };
  };
  return {
    metadata,
    async predict(...clips) {
      const [scores = noValues] = await run(model, ...clips);
      return scores;
    },
    predictAndEmbed,
    async embed(...clips) {
      return (await predictAndEmbed(...clips)).embeddings;
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
