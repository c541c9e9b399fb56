/** Numbers as bytes: value = `min` + `scale` × byte. */
export type QuantisedValues = { readonly bytes: Uint8Array; readonly scale: number; readonly min: number };

/**
 * Rounds numbers to 256 evenly spaced values, of which 0 is one where the numbers lie on both sides of it.
 *
 * @returns `scale` and `min` as TensorFlow.js' `quantization` wants them; the error is at most half of `scale`, or, where
 * 0 is among the values, one `scale` at the ends.
 * @see TensorFlow.js converter 4.22, `python/tensorflowjs/quantization.py`, `_quantize_weights` for uint8.
 */
export function quantiseToBytes(values: Float32Array): QuantisedValues {
  let min = Infinity;
  let max = -Infinity;
  for (const value of values) {
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  if (!(max > min)) return { bytes: new Uint8Array(values.length), scale: 1, min: values[0] ?? 0 };
  const scale = (max - min) / 255;
  const start = min <= 0 && max >= 0 ? Math.round(min / scale) * scale : min;
  const bytes = Uint8Array.from(values, (value) =>
    Math.max(0, Math.min(255, Math.round((value - start) / scale))),
  );
  return { bytes, scale, min: start };
}
