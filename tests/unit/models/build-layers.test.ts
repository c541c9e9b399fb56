import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { beforeAll, expect, it } from 'vitest';
import { buildLayers } from '../../../src/core/models/build-layers.ts';
import { connect } from '../../../src/core/models/layers/layer-inputs.ts';
import { TimeDepthwise } from '../../../src/core/models/layers/time-depthwise.ts';
import { startBackend } from '../../../src/platform/node/backend.ts';

beforeAll(async () => {
  expect(await startBackend()).toBe('wasm');
});

/** One convolution of 5,000 weights over square pictures. */
function topologyOf(size: number): object {
  const model = tfl.sequential({
    layers: [
      tfl.layers.conv2d({
        inputShape: [size, size, 1],
        filters: 2,
        kernelSize: 50,
        padding: 'same',
        useBias: false,
      }),
    ],
  });
  const json = model.toJSON();
  model.dispose();
  return typeof json === 'string' ? JSON.parse(json) : json;
}

it('makes a network of as many weights as the file has', async () => {
  const model = await buildLayers(topologyOf(50), 5000);
  expect(model.countParams()).toBe(5000);
  model.dispose();
});

it.each([
  ['has more weights than the file', 50, 4999, 'it has more weights than the file'],
  ['takes more products than a page can wait for', 1100, 5000, 'its network is too large to run'],
  ['gives more values than fit the memory', 2100, 5000, 'its network is too large to run'],
])('refuses a network that %s, and keeps nothing of it', async (_, size, maxWeights, message) => {
  const topology = topologyOf(size);
  const { numTensors } = tf.memory();
  await expect(buildLayers(topology, maxWeights)).rejects.toThrow(message);
  expect(tf.memory().numTensors).toBe(numTensors);
});

it('leaves the layers of others unlimited', async () => {
  await expect(buildLayers(topologyOf(50), 10)).rejects.toThrow('more weights');
  const model = tfl.sequential({ layers: [tfl.layers.dense({ inputShape: [100], units: 100 })] });
  expect(model.countParams()).toBe(10_100);
  model.dispose();
});

it('refuses padding over time that would fill the memory', () => {
  const layer = new TimeDepthwise({ kernel: 101, dilation: 256 });
  const frames = tfl.input({ shape: [1, 1, 1000] });
  expect(() => connect(layer, frames)).toThrow('reaches too far');
});
