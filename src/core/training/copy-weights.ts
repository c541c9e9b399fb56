import type * as tfl from '@tensorflow/tfjs-layers';
import { decodeModelWeights, type ModelFile } from '../models/model-file.ts';
import { readWeights, weightSlots, writeWeights } from './network-weights.ts';

/**
 * Copies the weights of a saved model into a network whose layers have the same names and sizes.
 *
 * @param isWanted says which layers to copy, by name.
 * @returns the number of arrays copied.
 */
export async function copyWeights(
  file: ModelFile,
  model: tfl.LayersModel,
  isWanted: (layerName: string) => boolean,
): Promise<number> {
  const { specs, values } = decodeModelWeights(file);
  const saved = new Map<string, Float32Array>();
  let at = 0;
  for (const { name, shape } of specs) {
    const size = shape.reduce((product, dimension) => product * dimension, 1);
    saved.set(name, values.subarray(at, at + size));
    at += size;
  }
  const slots = weightSlots(model);
  const flat = await readWeights(slots);
  let numCopied = 0;
  model.weights.forEach(({ originalName }, index) => {
    const slot = slots[index];
    const found = saved.get(originalName);
    const [layerName = ''] = originalName.split('/');
    if (slot === undefined || found?.length !== slot.size || !isWanted(layerName)) return;
    flat.set(found, slot.offset);
    numCopied += 1;
  });
  writeWeights(slots, flat);
  return numCopied;
}
