/** Copies a stretch of a clip from `start` on to the whole output; what lies outside of the clip is zero. */
export function copyWindow(clip: Float32Array, start: number, output: Float32Array): void {
  const first = Math.max(0, Math.min(output.length, -start));
  const end = Math.max(first, Math.min(output.length, clip.length - start));
  output.fill(0, 0, first);
  output.set(clip.subarray(start + first, start + end), first);
  output.fill(0, end);
}
