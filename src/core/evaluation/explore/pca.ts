import { largestEigenvectors } from './largest-eigenvectors.ts';

/** Where rows lie on the plane of their largest spread. */
export type PlaneOfRows = {
  /** `[rows, 2]` row-major, centred. */
  readonly coordinates: Float64Array;
  /** The two directions, `[2, columns]` row-major, of length 1; the largest part of each is positive. */
  readonly components: Float64Array;
  /** The share of all variance along each direction; 0 where rows do not differ. */
  readonly explainedVarianceRatio: readonly [number, number];
};

/**
 * Principal component analysis to two dimensions, as scikit-learn's `PCA(2)`. Directions that do not exist (one column,
 * rows all alike) give zeros.
 *
 * @param rows - `[numRows, numColumns]` row-major, finite; is not changed.
 * @param numColumns - up to 512; time grows with its square, times the rows.
 * @see Pearson 1901, On lines and planes of closest fit to systems of points in space.
 */
export function principalPlane(
  rows: Float32Array | Float64Array,
  numRows: number,
  numColumns: number,
): PlaneOfRows {
  const centred = centre(rows, numRows, numColumns);
  const scatter = scatterMatrix(centred, numRows, numColumns);
  const { values, vectors } = largestEigenvectors(scatter, numColumns, 2);
  const components = new Float64Array(2 * numColumns);
  components.set(vectors);
  for (const start of [0, numColumns]) turnPositive(components.subarray(start, start + numColumns));
  let trace = 0;
  for (let i = 0; i < numColumns; i++) trace += scatter[i * numColumns + i] ?? 0;
  const ratioOf = (i: number) => (trace === 0 ? 0 : Math.max(0, values[i] ?? 0) / trace);
  return {
    coordinates: project(centred, components, numRows, numColumns),
    components,
    explainedVarianceRatio: [ratioOf(0), ratioOf(1)],
  };
}

function centre(rows: Float32Array | Float64Array, numRows: number, numColumns: number): Float64Array {
  const sums = new Float64Array(numColumns);
  for (let i = 0; i < rows.length; i++) {
    const column = i % numColumns;
    sums[column] = (sums[column] ?? 0) + (rows[i] ?? 0);
  }
  return Float64Array.from(rows, (value, i) => value - (sums[i % numColumns] ?? 0) / numRows);
}

/** Sums of products of columns, `[columns, columns]`: the covariance times rows − 1. */
function scatterMatrix(centred: Float64Array, numRows: number, n: number): Float64Array {
  const scatter = new Float64Array(n * n);
  for (let row = 0; row < numRows; row++) {
    const start = row * n;
    for (let i = 0; i < n; i++) {
      const value = centred[start + i] ?? 0;
      for (let j = 0; j <= i; j++) {
        scatter[i * n + j] = (scatter[i * n + j] ?? 0) + value * (centred[start + j] ?? 0);
      }
    }
  }
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) scatter[j * n + i] = scatter[i * n + j] ?? 0;
  }
  return scatter;
}

/** Turns a vector round where its largest part is negative; the first of equals counts. */
function turnPositive(vector: Float64Array): void {
  let largest = 0;
  for (const part of vector) if (Math.abs(part) > Math.abs(largest)) largest = part;
  if (largest < 0) for (let i = 0; i < vector.length; i++) vector[i] = -(vector[i] ?? 0);
}

function project(centred: Float64Array, components: Float64Array, numRows: number, n: number): Float64Array {
  const coordinates = new Float64Array(numRows * 2);
  for (let row = 0; row < numRows; row++) {
    for (let axis = 0; axis < 2; axis++) {
      let total = 0;
      for (let i = 0; i < n; i++) total += (centred[row * n + i] ?? 0) * (components[axis * n + i] ?? 0);
      coordinates[row * 2 + axis] = total;
    }
  }
  return coordinates;
}
