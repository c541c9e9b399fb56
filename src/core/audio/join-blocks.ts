/** Puts blocks of samples behind each other. */
export function joinBlocks(blocks: readonly Float32Array[]): Float32Array {
  const samples = new Float32Array(blocks.reduce((total, { length }) => total + length, 0));
  let start = 0;
  for (const block of blocks) {
    samples.set(block, start);
    start += block.length;
  }
  return samples;
}
