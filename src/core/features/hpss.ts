/** Frames (or bins) under the median; librosa's default. */
const kernelSize = 31;
const halfKernel = (kernelSize - 1) / 2;
/** Below this both parts count as nothing, and the mask is one half. */
const tiny = 2.2250738585072014e-308;

/** Which part of a sound to keep: what lasts in time or what is spread in frequency. */
export type HpssPart = 'harmonic' | 'percussive';

/**
 * Keeps the harmonic or the percussive part of a magnitude spectrogram, in place: medians along time and along
 * frequency, soft mask of power 2, margin 1.
 *
 * @param magnitude `[numFrames, numBins]`, row-major.
 * @see Fitzgerald, "Harmonic/percussive separation using median filtering", DAFx 2010; librosa 0.10 `decompose.hpss`.
 */
export function separate(magnitude: Float64Array, numFrames: number, numBins: number, part: HpssPart): void {
  const alongTime = new Float64Array(magnitude.length);
  const alongFrequency = new Float64Array(magnitude.length);
  for (let bin = 0; bin < numBins; bin++) medianFilter(magnitude, bin, numBins, numFrames, alongTime);
  for (let frame = 0; frame < numFrames; frame++) {
    medianFilter(magnitude, frame * numBins, 1, numBins, alongFrequency);
  }
  const [kept, other] = part === 'harmonic' ? [alongTime, alongFrequency] : [alongFrequency, alongTime];
  for (let i = 0; i < magnitude.length; i++) magnitude[i] = magnitude[i]! * softMask(kept[i]!, other[i]!);
}

function softMask(kept: number, other: number): number {
  const larger = Math.max(kept, other);
  if (larger < tiny) return 0.5;
  const keptShare = (kept / larger) ** 2;
  const otherShare = (other / larger) ** 2;
  return keptShare / (keptShare + otherShare);
}

/** Median over 31 neighbours of a strided row; beyond its ends the row is mirrored, the end itself repeated. */
function medianFilter(
  values: Float64Array,
  start: number,
  stride: number,
  length: number,
  filtered: Float64Array,
): void {
  const sorted: number[] = [];
  const valueAt = (index: number) => values[start + stride * mirrored(index, length)]!;
  for (let k = -halfKernel; k <= halfKernel; k++) insertSorted(sorted, valueAt(k));
  for (let i = 0; i < length; i++) {
    filtered[start + stride * i] = sorted[halfKernel]!;
    sorted.splice(indexAtOrAbove(sorted, valueAt(i - halfKernel)), 1);
    insertSorted(sorted, valueAt(i + halfKernel + 1));
  }
}

function mirrored(index: number, length: number): number {
  const period = 2 * length;
  const wrapped = ((index % period) + period) % period;
  return wrapped < length ? wrapped : period - 1 - wrapped;
}

function insertSorted(sorted: number[], value: number): void {
  sorted.splice(indexAtOrAbove(sorted, value), 0, value);
}

function indexAtOrAbove(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
