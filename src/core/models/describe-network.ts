import type * as tfl from '@tensorflow/tfjs-layers';
import { deflateSync, strToU8 } from 'fflate';
import type { Architecture } from './architecture.ts';
import { buildNetwork, type NetworkShape } from './build-network.ts';
import { numMultipliesOf, sizeOf } from './network-size.ts';

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
    numMultiplies: sum(model.layers, numMultipliesOf),
    bytesOnDisk: sum(model.weights, ({ shape }) => bytesOf(shape)) + packedTopology(model),
  };
  model.dispose();
  return cost;
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}

/** As `saveNetwork` stores them: kernels as float16, the rest as float32. */
function bytesOf(shape: tfl.Shape): number {
  return sizeOf(shape) * (shape.length >= 2 ? 2 : 4);
}

function packedTopology(model: tfl.LayersModel): number {
  const json = model.toJSON();
  return deflateSync(strToU8(typeof json === 'string' ? json : JSON.stringify(json))).length;
}
