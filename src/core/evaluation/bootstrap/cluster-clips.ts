/**
 * Numbers what clips belong to, such as their speakers, for a bootstrap or a split by cluster.
 *
 * @param names - of each clip; null: nothing is known, the clip stands alone.
 * @returns `[clips]`: equal names have equal numbers from 0 on; −1 for null.
 */
export function clusterClips(names: readonly (string | null)[]): Int32Array {
  const numbers = new Map<string, number>();
  return Int32Array.from(names, (name) => {
    if (name === null) return -1;
    const number = numbers.get(name) ?? numbers.size;
    numbers.set(name, number);
    return number;
  });
}
