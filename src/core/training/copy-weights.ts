import type * as tfl from '@tensorflow/tfjs-layers';
import { readWeights, weightSlots, writeWeights } from './network-weights.ts';

/**
 * Copies weights between two networks, for layers with the same names and sizes.
 *
 * @param isWanted says which layers to copy, by name.
 * @returns the number of arrays copied.
 */
export async function copyWeights(
  from: tfl.LayersModel,
  to: tfl.LayersModel,
  isWanted: (layerName: string) => boolean,
): Promise<number> {
  const sourceSlots = weightSlots(from);
  const source = await readWeights(sourceSlots);
  const targetSlots = weightSlots(to);
  const target = await readWeights(targetSlots);
  const sourceByName = new Map(
    from.weights.map(({ originalName }, index) => [originalName, sourceSlots[index]]),
  );
  let numCopied = 0;
  to.weights.forEach(({ originalName }, index) => {
    const slot = targetSlots[index];
    const found = sourceByName.get(originalName);
    const [layerName = ''] = originalName.split('/');
    if (slot === undefined || found?.size !== slot.size || !isWanted(layerName)) return;
    target.set(source.subarray(found.offset, found.offset + found.size), slot.offset);
    numCopied += 1;
  });
  writeWeights(targetSlots, target);
  return numCopied;
}
