import type * as tfl from '@tensorflow/tfjs-layers';
import { encodeFloat16 } from './float16.ts';
import { customLayerNames } from './layers/custom-layer-names.ts';
import type { ModelMetadata } from './metadata.ts';
import type { ModelFile } from './model-file.ts';

/**
 * Makes a model file of a network: kernels as float16, the few other weights (biases, batch normalisation, whose
 * variances may be tiny) as float32. The metadata gets the list of our own layers.
 *
 * @param model stays the caller's.
 */
export async function saveNetwork(model: tfl.LayersModel, metadata: ModelMetadata): Promise<ModelFile> {
  const entries: object[] = [];
  const parts: Uint8Array[] = [];
  for (const weight of model.weights) {
    const tensor = weight.read();
    const values = Float32Array.from(await tensor.data());
    const isKernel = tensor.rank >= 2;
    const entry = { name: weight.originalName, shape: [...tensor.shape], dtype: 'float32' };
    entries.push(isKernel ? { ...entry, quantization: { dtype: 'float16' } } : entry);
    parts.push(new Uint8Array(isKernel ? encodeFloat16(values).buffer : values.buffer));
  }
  const json = model.toJSON();
  const modelTopology: unknown = typeof json === 'string' ? JSON.parse(json) : json;
  const topology = {
    format: 'layers-model',
    generatedBy: 'Phonoscope',
    convertedBy: null,
    modelTopology,
    weightsManifest: [{ paths: ['weights.bin'], weights: entries }],
  };
  return {
    metadata: { ...metadata, customLayers: customLayersOf(model) },
    topology,
    weights: concatenate(parts),
  };
}

function customLayersOf(model: tfl.LayersModel): string[] {
  const used = new Set(model.layers.map((layer) => layer.getClassName()));
  return customLayerNames.filter((name) => used.has(name));
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
