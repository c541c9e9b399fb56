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
  const columns = centreColumns(rows, numRows, numColumns);
  const scatter = scatterMatrix(columns, numRows, numColumns);
  const { values, vectors } = largestEigenvectors(scatter, numColumns, 2);
  const components = new Float64Array(2 * numColumns);
  components.set(vectors);
  for (const start of [0, numColumns]) turnPositive(components.subarray(start, start + numColumns));
  let trace = 0;
  for (let i = 0; i < numColumns; i++) trace += scatter[i * numColumns + i] ?? 0;
  const ratioOf = (i: number) => (trace === 0 ? 0 : Math.max(0, values[i] ?? 0) / trace);
  return {
    coordinates: project(columns, components, numRows, numColumns),
    components,
    explainedVarianceRatio: [ratioOf(0), ratioOf(1)],
  };
}

/** The rows less their mean, by columns: `[columns, rows]`. */
function centreColumns(rows: Float32Array | Float64Array, numRows: number, numColumns: number): Float64Array {
  const columns = new Float64Array(numRows * numColumns);
  for (let i = 0; i < numColumns; i++) {
    let sum = 0;
    for (let row = 0; row < numRows; row++) sum += rows[row * numColumns + i] ?? 0;
    for (let row = 0; row < numRows; row++) {
      columns[i * numRows + row] = (rows[row * numColumns + i] ?? 0) - sum / numRows;
    }
  }
  return columns;
}

/** Products of columns, `[columns, columns]`: the covariance times rows − 1. */
function scatterMatrix(columns: Float64Array, numRows: number, n: number): Float64Array {
  const scatter = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let row = 0; row < numRows; row++) {
        sum += (columns[i * numRows + row] ?? 0) * (columns[j * numRows + row] ?? 0);
      }
      scatter[i * n + j] = sum;
      scatter[j * n + i] = sum;
    }
  }
  return scatter;
}

/** Turns a vector round where its largest part is negative; the first of equals counts. */
function turnPositive(vector: Float64Array): void {
  let largest = 0;
  for (const part of vector) if (Math.abs(part) > Math.abs(largest)) largest = part;
  if (largest < 0) for (let i = 0; i < vector.length; i++) vector[i] = -(vector[i] ?? 0);
}

function project(columns: Float64Array, components: Float64Array, numRows: number, n: number): Float64Array {
  const coordinates = new Float64Array(numRows * 2);
  for (let axis = 0; axis < 2; axis++) {
    for (let i = 0; i < n; i++) {
      const part = components[axis * n + i] ?? 0;
      for (let row = 0; row < numRows; row++) {
        const at = row * 2 + axis;
        coordinates[at] = (coordinates[at] ?? 0) + part * (columns[i * numRows + row] ?? 0);
      }
    }
  }
  return coordinates;
}
