import type * as tfl from '@tensorflow/tfjs-layers';
import { encodeFloat16 } from './float16.ts';
import { customLayerNames } from './layers/custom-layer-names.ts';
import type { ModelMetadata } from './metadata.ts';
import type { ModelFile } from './model-file.ts';
import { quantiseToBytes } from './quantise.ts';

/** How kernels are stored. */
export type KernelType = 'float16' | 'uint8';

/**
 * Makes a model file of a network: kernels as float16 or uint8, the few other weights (biases, batch normalisation,
 * whose variances may be tiny) as float32. The metadata gets the list of our own layers.
 *
 * @param model stays the caller's.
 */
export async function saveNetwork(
  model: tfl.LayersModel,
  metadata: ModelMetadata,
  kernelType: KernelType = 'float16',
): Promise<ModelFile> {
  const entries: object[] = [];
  const parts: Uint8Array[] = [];
  for (const weight of model.weights) {
    const tensor = weight.read();
    const values = Float32Array.from(await tensor.data());
    const { bytes, ...stored } = encode(values, tensor.rank >= 2 ? kernelType : 'float32');
    entries.push({ name: weight.originalName, shape: [...tensor.shape], dtype: 'float32', ...stored });
    parts.push(bytes);
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

function encode(values: Float32Array<ArrayBuffer>, type: KernelType | 'float32') {
  if (type === 'float32') return { bytes: new Uint8Array(values.buffer) };
  if (type === 'float16') {
    return { bytes: new Uint8Array(encodeFloat16(values).buffer), quantization: { dtype: type } };
  }
  const { bytes, scale, min } = quantiseToBytes(values);
  return { bytes, quantization: { dtype: type, scale, min } };
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
