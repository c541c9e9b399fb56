import * as v from 'valibot';
import { decodeFloat16 } from './float16.ts';
import { invalidModel } from './invalid-model.ts';

/** More weights than any model of ours has; 80 MB of float32. */
const maxWeights = 20_000_000;

const dimension = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxWeights));
const entrySchema = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(300)),
  shape: v.pipe(v.array(dimension), v.maxLength(6)),
  dtype: v.literal('float32'),
  quantization: v.optional(
    v.variant('dtype', [
      v.object({ dtype: v.literal('float16') }),
      v.object({
        dtype: v.picklist(['uint8', 'uint16']),
        scale: v.pipe(v.number(), v.finite()),
        min: v.pipe(v.number(), v.finite()),
      }),
    ]),
  ),
});
const manifestSchema = v.pipe(
  v.array(
    v.object({ paths: v.array(v.string()), weights: v.pipe(v.array(entrySchema), v.maxLength(10_000)) }),
  ),
  v.length(1, 'one group of weights is expected'),
);

/** One weight array as `model.json` describes it. */
type WeightEntry = v.InferOutput<typeof entrySchema>;

/** All weights as float32, one after the other, with the shapes that TensorFlow.js asks for. */
export type DecodedWeights = {
  readonly specs: { readonly name: string; readonly shape: number[]; readonly dtype: 'float32' }[];
  readonly values: Float32Array<ArrayBuffer>;
};

/**
 * Decodes `weights.bin` (float32, float16, or TensorFlow.js' uint8 and uint16) by the manifest of `model.json`.
 *
 * @throws PhonoscopeError `model-invalid` when sizes do not fit or a weight is no finite number.
 */
export function decodeWeights(weightsManifest: unknown, bytes: Uint8Array): DecodedWeights {
  const manifest = v.safeParse(manifestSchema, weightsManifest, { abortEarly: true });
  if (!manifest.success) {
    const [issue] = manifest.issues;
    const path = v.getDotPath(issue);
    const field = path === null ? 'weightsManifest' : `weightsManifest.${path}`;
    throw invalidModel(`model.json, ${field}: ${issue.message}`);
  }
  const entries = manifest.output[0]?.weights ?? [];
  const names = new Set(entries.map(({ name }) => name));
  if (names.size < entries.length) throw invalidModel('model.json describes a weight twice');
  const numWeights = entries.reduce((sum, { shape }) => sum + sizeOf(shape), 0);
  if (numWeights > maxWeights) throw invalidModel(`it has more than ${maxWeights} weights`);
  const numBytes = entries.reduce((sum, entry) => sum + sizeOf(entry.shape) * bytesPerValue(entry), 0);
  if (numBytes !== bytes.length) {
    throw invalidModel(`weights.bin has ${bytes.length} bytes where model.json describes ${numBytes}`);
  }
  const values = new Float32Array(numWeights);
  let from = 0;
  let to = 0;
  for (const entry of entries) {
    const size = sizeOf(entry.shape);
    const end = from + size * bytesPerValue(entry);
    // `slice` of Node's Buffer would share the memory; this copies.
    const part = decodeEntry(entry, Uint8Array.from(bytes.subarray(from, end)).buffer);
    if (!part.every(Number.isFinite))
      throw invalidModel(`the weights of "${entry.name}" are not all numbers`);
    values.set(part, to);
    from = end;
    to += size;
  }
  return { specs: entries.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })), values };
}

function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, dimension) => product * dimension, 1);
}

function bytesPerValue({ quantization }: WeightEntry): number {
  if (quantization === undefined) return 4;
  return quantization.dtype === 'uint8' ? 1 : 2;
}

function decodeEntry({ quantization }: WeightEntry, buffer: ArrayBuffer): Float32Array {
  if (quantization === undefined) return new Float32Array(buffer);
  if (quantization.dtype === 'float16') return decodeFloat16(new Uint16Array(buffer));
  const { scale, min, dtype } = quantization;
  const steps = dtype === 'uint8' ? new Uint8Array(buffer) : new Uint16Array(buffer);
  return Float32Array.from(steps, (step) => step * scale + min);
}
