/** Eigenvalues, largest first, and their vectors: `vectors[i * n + j]` is part j of vector i. */
export type Eigen = { readonly values: Float64Array; readonly vectors: Float64Array };

/** Far more than a small matrix needs: five or so suffice. */
const mostSweeps = 50;

/**
 * All eigenvalues of a small symmetric matrix, by Jacobi's rotations.
 *
 * @param matrix - `[n, n]` row-major; is overwritten.
 * @see Golub & Van Loan 2013, Matrix computations, 8.5 (cyclic Jacobi).
 */
export function symmetricEigen(matrix: Float64Array, n: number): Eigen {
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
  for (let sweep = 0; sweep < mostSweeps; sweep++) {
    let isDiagonal = true;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        if (rotate(matrix, vectors, n, p, q)) isDiagonal = false;
      }
    }
    if (isDiagonal) break;
  }
  const valueAt = (i: number) => matrix[i * n + i] ?? 0;
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => valueAt(b) - valueAt(a));
  return {
    values: Float64Array.from(order, valueAt),
    vectors: Float64Array.from({ length: n * n }, (_, i) => {
      const from = order[Math.floor(i / n)] ?? 0;
      return vectors[from * n + (i % n)] ?? 0;
    }),
  };
}

/** Makes the entry (p, q) zero; false where it is as good as that already. */
function rotate(matrix: Float64Array, vectors: Float64Array, n: number, p: number, q: number): boolean {
  const entry = matrix[p * n + q] ?? 0;
  const [atP, atQ] = [matrix[p * n + p] ?? 0, matrix[q * n + q] ?? 0];
  if (Math.abs(entry) <= 1e-17 * (Math.abs(atP) + Math.abs(atQ))) return false;
  const ratio = (atQ - atP) / (2 * entry);
  const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.hypot(1, ratio));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = tangent * cosine;
  for (let k = 0; k < n; k++) turn(matrix, k * n + p, k * n + q, cosine, sine);
  for (let k = 0; k < n; k++) turn(matrix, p * n + k, q * n + k, cosine, sine);
  for (let k = 0; k < n; k++) turn(vectors, p * n + k, q * n + k, cosine, sine);
  return true;
}

function turn(values: Float64Array, p: number, q: number, cosine: number, sine: number): void {
  const [a, b] = [values[p] ?? 0, values[q] ?? 0];
  values[p] = cosine * a - sine * b;
  values[q] = sine * a + cosine * b;
}
