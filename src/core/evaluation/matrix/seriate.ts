/** A cluster: its members side by side, and its similarity to each other cluster, `[n]`. */
type Cluster = { order: number[]; readonly similarity: Float64Array };

/**
 * Puts things in a row so that similar ones stand together: hierarchical clustering by average linkage, where of two
 * clusters that join the more similar ends meet. The same input gives the same row, which starts at that end which
 * comes first in the input.
 *
 * @param similarity - `[n, n]` row-major, symmetric, 0 or more.
 * @returns the order of 0…n − 1.
 * @see Murtagh 1983, A survey of recent advances in hierarchical clustering algorithms (nearest-neighbour chain).
 */
export function seriate(similarity: Float64Array, n: number): number[] {
  const clusters = new Map<number, Cluster>();
  for (let i = 0; i < n; i++) {
    clusters.set(i, { order: [i], similarity: similarity.slice(i * n, (i + 1) * n) });
  }
  const chain: number[] = [];
  while (clusters.size > 1) {
    const top = chain.at(-1) ?? smallestKey(clusters);
    if (chain.length === 0) chain.push(top);
    const before = chain.at(-2);
    const nearest = findNearest(clusters, top, before);
    if (nearest !== before) {
      chain.push(nearest);
      continue;
    }
    chain.length -= 2;
    mergeClusters(clusters, Math.min(top, nearest), Math.max(top, nearest), similarity, n);
  }
  const order = clusters.get(0)?.order ?? [];
  return (order[0] ?? 0) <= (order.at(-1) ?? 0) ? order : order.toReversed();
}

function smallestKey(clusters: ReadonlyMap<number, Cluster>): number {
  return clusters.keys().next().value ?? 0;
}

/** The cluster most similar to one; of equals the one that led to it, so that the chain ends, else the first. */
function findNearest(
  clusters: ReadonlyMap<number, Cluster>,
  from: number,
  before: number | undefined,
): number {
  const similarity = clusters.get(from)?.similarity ?? new Float64Array();
  let nearest = before ?? -1;
  let highest = before === undefined ? -1 : (similarity[before] ?? 0);
  for (const other of clusters.keys()) {
    const value = similarity[other] ?? 0;
    if (other !== from && value > highest) [nearest, highest] = [other, value];
  }
  return nearest;
}

/** Joins cluster `b` to cluster `a`, which comes first in the input. */
function mergeClusters(
  clusters: Map<number, Cluster>,
  a: number,
  b: number,
  similarity: Float64Array,
  n: number,
): void {
  const [first, second] = [clusters.get(a), clusters.get(b)];
  if (first === undefined || second === undefined) return;
  clusters.delete(b);
  const [sizeA, sizeB] = [first.order.length, second.order.length];
  for (const [key, other] of clusters) {
    const value =
      (sizeA * (first.similarity[key] ?? 0) + sizeB * (second.similarity[key] ?? 0)) / (sizeA + sizeB);
    first.similarity[key] = value;
    other.similarity[a] = value;
  }
  first.order = joinRows(first.order, second.order, (i, j) => similarity[i * n + j] ?? 0);
}

/** Puts two rows end to end, turned so that the ends that meet are as similar as can be. */
function joinRows(
  a: readonly number[],
  b: readonly number[],
  similarityOf: (i: number, j: number) => number,
): number[] {
  const ends = (row: readonly number[]) => [row[0] ?? 0, row.at(-1) ?? 0] as const;
  const [[startA, endA], [startB, endB]] = [ends(a), ends(b)];
  const meetings = [
    similarityOf(endA, startB),
    similarityOf(endA, endB),
    similarityOf(startA, startB),
    similarityOf(startA, endB),
  ];
  const best = meetings.indexOf(Math.max(...meetings));
  if (best === 3) return [...b, ...a];
  return [...(best === 2 ? a.toReversed() : a), ...(best === 1 ? b.toReversed() : b)];
}
