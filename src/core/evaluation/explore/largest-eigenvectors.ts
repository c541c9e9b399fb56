import { createRandom } from '../../training/random.ts';
import { type Eigen, symmetricEigen } from './symmetric-eigen.ts';

/** More vectors than are wanted, so that those wanted settle quickly. */
const numExtra = 10;
/** Then directions are as good as equal: no picture is better than another. */
const mostSteps = 300;
/** What is left of C·v − λ·v, as a share of the largest eigenvalue; rounding alone leaves about 1e-15. */
const tolerance = 1e-13;

/**
 * The largest eigenvalues of a symmetric matrix without negative ones, by subspace iteration with Rayleigh and Ritz's
 * projection. The same matrix gives the same vectors. A vector beyond the matrix's rank may be all zeros. Where a dozen
 * eigenvalues are almost equal to the wanted ones, vectors are only roughly those of the largest.
 *
 * @param matrix - `[n, n]` row-major.
 * @returns `values` `[count]`, `vectors` `[count, n]`, of length 1.
 * @see Golub & Van Loan 2013, Matrix computations, 8.2.4 and 8.3.
 */
export function largestEigenvectors(matrix: Float64Array, n: number, count: number): Eigen {
  const size = Math.min(n, count + numExtra);
  const random = createRandom(0);
  let basis: Float64Array = Float64Array.from({ length: size * n }, () => random.normal());
  for (let step = 0; ; step++) {
    orthonormalise(basis, size, n);
    const images = multiply(basis, matrix, size, n);
    const { values, vectors: turns } = symmetricEigen(innerProducts(basis, images, size, n), size);
    const vectors = combine(turns, basis, size, n);
    const turnedImages = combine(turns, images, size, n);
    if (step === mostSteps || hasSettled(values, vectors, turnedImages, n, count)) {
      return { values: values.slice(0, count), vectors: vectors.slice(0, count * n) };
    }
    basis = turnedImages;
  }
}

function hasSettled(
  values: Float64Array,
  vectors: Float64Array,
  images: Float64Array,
  n: number,
  count: number,
): boolean {
  for (let i = 0; i < Math.min(count, values.length); i++) {
    let squares = 0;
    for (let j = i * n; j < (i + 1) * n; j++) {
      squares += ((images[j] ?? 0) - (values[i] ?? 0) * (vectors[j] ?? 0)) ** 2;
    }
    if (Math.sqrt(squares) > tolerance * (values[0] ?? 0)) return false;
  }
  return true;
}

/** Gram and Schmidt, twice, which is enough; a row that the ones before it make up becomes 0. */
function orthonormalise(rows: Float64Array, size: number, n: number): void {
  for (let i = 0; i < size; i++) {
    const row = rows.subarray(i * n, (i + 1) * n);
    for (let pass = 0; pass < 2; pass++) {
      for (let j = 0; j < i; j++) {
        const other = rows.subarray(j * n, (j + 1) * n);
        const share = dot(row, other);
        for (let k = 0; k < n; k++) row[k] = (row[k] ?? 0) - share * (other[k] ?? 0);
      }
      const length = Math.sqrt(dot(row, row));
      for (let k = 0; k < n; k++) row[k] = length === 0 ? 0 : (row[k] ?? 0) / length;
    }
  }
}

/** rows · matrix, `[size, n]`. */
function multiply(rows: Float64Array, matrix: Float64Array, size: number, n: number): Float64Array {
  const product = new Float64Array(size * n);
  for (let j = 0; j < n; j++) {
    const column = matrix.subarray(j * n, (j + 1) * n);
    for (let i = 0; i < size; i++) product[i * n + j] = dot(rows.subarray(i * n, (i + 1) * n), column);
  }
  return product;
}

/** `[size, size]`: each row of `a` times each row of `b`. */
function innerProducts(a: Float64Array, b: Float64Array, size: number, n: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, i) => {
    const [left, right] = [Math.floor(i / size) * n, (i % size) * n];
    return dot(a.subarray(left, left + n), b.subarray(right, right + n));
  });
}

/** turns · rows, `[size, n]`. */
function combine(turns: Float64Array, rows: Float64Array, size: number, n: number): Float64Array {
  const combined = new Float64Array(size * n);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      const turn = turns[i * size + j] ?? 0;
      for (let k = 0; k < n; k++) {
        combined[i * n + k] = (combined[i * n + k] ?? 0) + turn * (rows[j * n + k] ?? 0);
      }
    }
  }
  return combined;
}

function dot(a: Float64Array, b: Float64Array): number {
  let total = 0;
  for (let i = 0; i < a.length; i++) total += (a[i] ?? 0) * (b[i] ?? 0);
  return total;
}
