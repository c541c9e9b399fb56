import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { needsLengths } from '../../../src/core/features/feature-shape.ts';
import { parseFrontEnd } from '../../../src/core/features/front-end.ts';
import {
  type Architecture,
  decoderTypes,
  encoderTypes,
  parseArchitecture,
} from '../../../src/core/models/architecture.ts';
import { buildNetwork, layerNames } from '../../../src/core/models/build-network.ts';
import { describeNetwork } from '../../../src/core/models/describe-network.ts';
import { customLayerNames } from '../../../src/core/models/layers/custom-layer-names.ts';
import { registerCustomLayers } from '../../../src/core/models/layers/custom-layers.ts';
import { connect } from '../../../src/core/models/layers/layer-inputs.ts';
import { Norm } from '../../../src/core/models/layers/norm.ts';
import { writeModelZip } from '../../../src/core/models/model-file.ts';
import { saveNetwork } from '../../../src/core/models/save-network.ts';
import { initialiseWeights } from '../../../src/core/training/network-weights.ts';
import { createRandom } from '../../../src/core/training/random.ts';
import { startBackend } from '../../../src/platform/node/backend.ts';
import { testMetadata } from '../workers/test-metadata.ts';

beforeAll(async () => {
  expect(await startBackend()).toBe('wasm');
});

const shape = { numFrames: 30, numBands: 40, numLabels: 5 };

function parametersOf(architecture: unknown): number {
  return describeNetwork(parseArchitecture(architecture), { ...shape, numFrames: 98, numLabels: 12 })
    .numParameters;
}

describe('parseArchitecture', () => {
  it('fills in the defaults', () => {
    expect(parseArchitecture({ encoder: { type: 'lstm' } })).toEqual({
      encoder: { type: 'lstm', units: 64, numLayers: 1 },
      decoder: { type: 'pool', dropout: 0.2 },
    });
  });

  it.each([
    [{ encoder: { type: 'transformer' } }, /encoder\.type/],
    [{ encoder: { type: 'cnn', filters: [16, 4096] } }, /encoder\.filters\.1/],
    [{ encoder: { type: 'bc-resnet', tau: 100 } }, /encoder\.tau/],
    [{ encoder: { type: 'gru', filters: 3 } }, /encoder\.filters/],
    [{ encoder: { type: 'mlp' }, decoder: { type: 'middle' } }, /decoder\.type/],
    [{}, /encoder/],
  ])('refuses %j', (architecture, message) => {
    expect(() => parseArchitecture(architecture)).toThrow(message);
  });
});

describe('number of parameters', () => {
  // Published with the paper's code, 40 bands and 12 classes.
  it.each([
    [1, 9232],
    [1.5, 17_154],
    [2, 27_284],
    [3, 54_168],
    [6, 187_812],
    [8, 321_068],
  ])('bc-resnet with tau %d has %d', (tau, count) => {
    expect(parametersOf({ encoder: { type: 'bc-resnet', tau } })).toBe(count);
  });

  // torch 1.13: the same layers, counted.
  it('is that of the same networks in PyTorch', () => {
    expect(parametersOf({ encoder: { type: 'ds-cnn' } })).toBe(23_180);
    const blocks = { stemFilters: 16, blockFilters: [24, 32, 48] };
    expect(parametersOf({ encoder: { type: 'tc-resnet', ...blocks } })).toBe(65_180);
  });
});

describe('describeNetwork', () => {
  // torch 1.13, the networks of scripts/bench/torch-training-speed.py: each weight times the outputs of its layer. The
  // paper has 3.1 million for tau 1; what else it counts it does not say.
  it.each([
    [{ type: 'cnn' }, 9_692_160],
    [{ type: 'ds-cnn' }, 20_823_808],
    [{ type: 'tc-resnet', stemFilters: 16, blockFilters: [24, 32, 48] }, 1_522_560],
    [{ type: 'bc-resnet', tau: 1 }, 2_408_440],
    [{ type: 'bc-resnet', tau: 1.5 }, 4_471_140],
    [{ type: 'bc-resnet', tau: 3 }, 14_093_160],
  ])('counts the multiplies of %j', (encoder, count) => {
    const given = { ...shape, numFrames: 98, numLabels: 12 };
    expect(describeNetwork(parseArchitecture({ encoder }), given).numMultiplies).toBe(count);
  });

  it.each(encoderTypes)('knows the size of a %s on disk', async (encoder) => {
    const architecture = parseArchitecture({ encoder: { type: encoder } });
    const before = tf.memory().numTensors;
    const { bytesOnDisk } = describeNetwork(architecture, shape);
    expect(tf.memory().numTensors).toBe(before);
    const model = buildNetwork(architecture, shape);
    const random = createRandom(1);
    // Weights as after training: zeros and ones would be packed to nothing.
    for (const weight of model.weights) {
      const tensor = weight.read();
      const values = Float32Array.from({ length: tensor.size }, () => random.normal());
      weight.write(tf.tensor(values, tensor.shape));
    }
    const zip = writeModelZip(await saveNetwork(model, testMetadata()));
    model.dispose();
    // Metadata and the list of weights come on top; random numbers pack by a tenth.
    expect(zip.length - bytesOnDisk).toBeLessThan(6000);
    expect(zip.length / bytesOnDisk).toBeGreaterThan(0.85);
  });
});

const networks = encoderTypes.flatMap((encoder) =>
  decoderTypes.map((decoder): [string, Architecture] => [
    `${encoder}, ${decoder}`,
    parseArchitecture({ encoder: { type: encoder }, decoder: { type: decoder } }),
  ]),
);

function features(numClips: number, { numFrames, numBands }: typeof shape): tf.Tensor3D {
  const random = createRandom(4);
  const values = Float32Array.from({ length: numClips * numFrames * numBands }, () => random.normal());
  return tf.tensor3d(values, [numClips, numFrames, numBands]);
}

function scoresOf(model: tfl.LayersModel, inputs: tf.Tensor | tf.Tensor[]): number[] {
  return tf.tidy(() => {
    const output = model.predict(inputs);
    if (Array.isArray(output)) throw new TypeError('one output was expected');
    return [...output.dataSync()];
  });
}

describe('needsLengths', () => {
  it('holds for clips of their own length that are padded', () => {
    const lengths = (fields: object) => needsLengths(parseFrontEnd(fields));
    expect(lengths({ maxFrames: 100 })).toBe(true);
    expect(lengths({})).toBe(false);
    expect(lengths({ clipSamples: 16_000, maxFrames: 100 })).toBe(false);
  });
});

describe.each(networks)('%s', (_name, architecture) => {
  it('gives scores that sum to one, and comes back from JSON', async () => {
    const model = buildNetwork(architecture, { ...shape, hasLengths: true });
    await initialiseWeights(model, createRandom(1));
    const inputs = [features(3, shape), tf.tensor1d([30, 17, 2])];
    const scores = scoresOf(model, inputs);
    for (let clip = 0; clip < 3; clip++) {
      expect(scores.slice(clip * 5, clip * 5 + 5).reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 5);
    }
    const weights = model.getWeights().map((weight) => weight.clone());
    const json = model.toJSON();
    const modelTopology = typeof json === 'string' ? JSON.parse(json) : json;
    const copy = await tfl.models.modelFromJSON({ modelTopology });
    copy.setWeights(weights);
    expect(scoresOf(copy, inputs)).toEqual(scores);
    expect(copy.getLayer(layerNames.logits).name).toBe('logits');
    tf.dispose([inputs, weights]);
    model.dispose();
    copy.dispose();
  });

  it('is disposed of without a trace', () => {
    const before = tf.memory().numTensors;
    buildNetwork(architecture, shape).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('Norm', () => {
  it.each([
    [0, 0.9],
    [90, 0.09],
    [100_000, 0.01],
  ])('moves its statistics in step %i by a share of %d of the way', (step, share) => {
    const x = tf.mul(tf.ones([2, 3, 4, 1]), 5);
    // Through a model, as the trainer calls it: the model must pass the step on.
    const input = tfl.input({ shape: [3, 4, 1] });
    const model = tfl.model({ inputs: input, outputs: connect(new Norm({}), input) });
    const output = model.apply(x, { training: true, step });
    if (output instanceof tf.Tensor) output.dispose();
    const [mean, variance] = model.getWeights().slice(2);
    expect(mean?.dataSync()[0]).toBeCloseTo(5 * share, 5);
    expect(variance?.dataSync()[0]).toBeCloseTo(1 - share, 5);
    x.dispose();
    model.dispose();
  });
});

describe('our own layers', () => {
  it('are all known by name', () => {
    registerCustomLayers();
    const known = tf.serialization.SerializationMap.getMap().classNameMap;
    const ours = Object.keys(known).filter((name) => name.startsWith('Phonoscope'));
    expect(ours.toSorted()).toEqual([...customLayerNames].toSorted());
  });

  it.each([{ subBands: 0 }, { momentum: 'fast' }, { activation: 'eval' }, { epsilon: -1 }])(
    'refuse the configuration %j',
    (config) => {
      expect(() => new Norm({ ...config })).toThrow();
    },
  );
});
