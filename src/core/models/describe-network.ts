import type * as tfl from '@tensorflow/tfjs-layers';
import { deflateSync, strToU8 } from 'fflate';
import type { Architecture } from './architecture.ts';
import { buildNetwork, type NetworkShape } from './build-network.ts';
import { firstShape } from './layers/layer-inputs.ts';

/** What a network costs, known before it is trained. */
export type NetworkCost = {
  /** Weights that training moves; moving statistics are not among them. */
  readonly numParameters: number;
  /** Products of a kernel's weight and a value for one clip; normalising and pooling are not counted. */
  readonly numMultiplies: number;
  /** Of the weights and the packed layers in a model file; its metadata, some kB, come on top. */
  readonly bytesOnDisk: number;
};

/**
 * Counts a network's weights and products. Builds it with zeros for weights on the current backend, and disposes of
 * it.
 */
export function describeNetwork(architecture: Architecture, shape: NetworkShape): NetworkCost {
  const model = buildNetwork(architecture, shape);
  const cost = {
    numParameters: sum(model.trainableWeights, (weight) => sizeOf(weight.shape)),
    numMultiplies: sum(model.layers, multipliesOf),
    bytesOnDisk: sum(model.weights, ({ shape }) => bytesOf(shape)) + packedTopology(model),
  };
  model.dispose();
  return cost;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

function sizeOf(shape: tfl.Shape): number {
  return shape.reduce<number>((product, size) => product * (size ?? 1), 1);
}

/** Each kernel's weight is used once for every position, of frames and of bands, that comes out. */
function multipliesOf(layer: tfl.layers.Layer): number {
  const kernels = layer.weights.map(({ shape }) => shape).filter(({ length }) => length >= 2);
  if (kernels.length === 0) return 0;
  const numPositions = sizeOf(firstShape(layer.outputShape).slice(1, -1));
  return numPositions * sum(kernels, sizeOf);
}

/** As `saveNetwork` stores them: kernels as float16, the rest as float32. */
function bytesOf(shape: tfl.Shape): number {
  return sizeOf(shape) * (shape.length >= 2 ? 2 : 4);
}

function packedTopology(model: tfl.LayersModel): number {
  const json = model.toJSON();
  return deflateSync(strToU8(typeof json === 'string' ? json : JSON.stringify(json))).length;
}
