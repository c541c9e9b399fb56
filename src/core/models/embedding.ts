import * as tfl from '@tensorflow/tfjs-layers';
import { invalidModel } from './invalid-model.ts';

/**
 * Makes a network that gives two outputs in one run: what goes into the last dense layer (the clip as one vector, from
 * which that layer makes scores), and the scores.
 *
 * @returns a network on the layers of the given one, which goes on owning them: nothing is to be disposed of.
 * @throws PhonoscopeError `model-invalid` where there is no dense layer, or it is used in several places.
 */
export function withEmbedding(model: tfl.LayersModel): tfl.LayersModel {
  const outputs = [lastHidden(model), ...model.outputs];
  return tfl.model({ inputs: model.inputs, outputs });
}

function lastHidden({ layers }: tfl.LayersModel): tfl.SymbolicTensor {
  const dense = layers.findLast((layer) => layer.getClassName() === 'Dense');
  const nodes = dense?.inboundNodes ?? [];
  const inputs = nodes[0]?.inputTensors ?? [];
  if (nodes.length === 1 && inputs.length === 1 && inputs[0] !== undefined) return inputs[0];
  throw invalidModel('it has no dense layer at its end whose input could be looked at');
}
