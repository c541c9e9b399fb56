/** Pillow's Lanczos kernel reaches three zero crossings to each side. */
const support = 3;

type Row = { readonly first: number; readonly weights: Float64Array };

/**
 * Resizes each frame's bands to another number by Lanczos interpolation; frames stay.
 *
 * @param values `[numFrames, numBands]`, row-major.
 * @returns `[numFrames, width]`.
 * @see Pillow 9.4 `Image.resize(…, Resampling.LANCZOS)` on mode "F".
 */
export function resizeBands(
  values: Float64Array,
  numFrames: number,
  numBands: number,
  width: number,
): Float64Array {
  const rows = Array.from({ length: width }, (_, index) => lanczosRow(index, numBands, width));
  const output = new Float64Array(numFrames * width);
  for (let frame = 0; frame < numFrames; frame++) {
    for (const [index, { first, weights }] of rows.entries()) {
      let sum = 0;
      for (let k = 0; k < weights.length; k++) sum += weights[k]! * values[frame * numBands + first + k]!;
      output[frame * width + index] = sum;
    }
  }
  return output;
}

function lanczosRow(index: number, from: number, to: number): Row {
  const scale = from / to;
  const filterScale = Math.max(scale, 1);
  const centre = (index + 0.5) * scale;
  const first = Math.max(0, Math.trunc(centre - support * filterScale + 0.5));
  const end = Math.min(from, Math.trunc(centre + support * filterScale + 0.5));
  const weights = Float64Array.from({ length: end - first }, (_, k) =>
    lanczos((first + k - centre + 0.5) / filterScale),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return { first, weights: weights.map((weight) => weight / total) };
}

function lanczos(x: number): number {
  return x >= -support && x < support ? sinc(x) * sinc(x / support) : 0;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}
