import * as tfl from '@tensorflow/tfjs-layers';
import * as v from 'valibot';
import { invalidModel } from './invalid-model.ts';
import { registerCustomLayers } from './layers/custom-layers.ts';
import { numMultipliesOf, numOutputsOf, sizeOf } from './network-size.ts';

/** Values that come out of one layer for one clip: 32 MB. The largest of ours gives 100,000. */
const maxOutputs = 8_000_000;
/** Products for one clip: seconds of work on WASM. The largest of ours has 50 million. */
const maxMultiplies = 5_000_000_000;

type TopologyJson = Exclude<Parameters<typeof tfl.models.modelFromJSON>[0], { modelTopology: unknown }>;
const topologyJson = v.custom<TopologyJson>((value) => typeof value === 'object' && value !== null);

/**
 * Makes a network's layers on the current backend, with zeros for weights; the caller disposes of it.
 *
 * @param maxWeights a network with more weights is refused before it takes the memory.
 * @throws whatever TensorFlow.js throws; PhonoscopeError `model-invalid` for a network that is too large to run.
 */
export async function buildLayers(topology: object, maxWeights: number): Promise<tfl.LayersModel> {
  registerCustomLayers();
  const model = await limitWeights(maxWeights, () =>
    tfl.models.modelFromJSON({ modelTopology: v.parse(topologyJson, topology) }),
  );
  // Written so that a size that is no number is refused too.
  const isSmall = model.layers.every((layer) => numOutputsOf(layer) <= maxOutputs);
  const numMultiplies = model.layers.reduce((sum, layer) => sum + numMultipliesOf(layer), 0);
  if (isSmall && numMultiplies <= maxMultiplies) return model;
  model.dispose();
  throw invalidModel('its network is too large to run');
}

const shapeSchema = v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(0))), v.maxLength(6));

/**
 * Calls `build`, which makes all its layers before it returns, and counts their weights while they are made.
 * TensorFlow.js has no other place to step in: a layer takes the memory as soon as it is connected.
 */
async function limitWeights<T>(maxWeights: number, build: () => Promise<T>): Promise<T> {
  const prototype: object = tfl.layers.Layer.prototype;
  const addWeight: unknown = Reflect.get(prototype, 'addWeight');
  if (typeof addWeight !== 'function') throw new TypeError('The layers have no addWeight.');
  const made: tfl.LayerVariable[] = [];
  let numLeft = maxWeights;
  Reflect.set(prototype, 'addWeight', function limited(this: object, ...args: unknown[]): unknown {
    const [name, shape, dtype, , regularizer, trainable, constraint] = args;
    numLeft -= sizeOf(v.parse(shapeSchema, shape));
    if (numLeft < 0) throw new RangeError('it has more weights than the file');
    const zeros = tfl.initializers.zeros();
    const weight: unknown = Reflect.apply(addWeight, this, [
      name,
      shape,
      dtype,
      zeros,
      regularizer,
      trainable,
      constraint,
    ]);
    if (weight instanceof tfl.LayerVariable) made.push(weight);
    return weight;
  });
  try {
    return await startedBy(build, () => Reflect.set(prototype, 'addWeight', addWeight));
  } catch (thrown) {
    for (const weight of made) weight.dispose();
    throw thrown;
  }
}

/** Calls `restore` as soon as `start` has returned, before what it started goes on. */
function startedBy<T>(start: () => Promise<T>, restore: () => void): Promise<T> {
  try {
    return start();
  } finally {
    restore();
  }
}
