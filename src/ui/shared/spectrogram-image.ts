import type { Features } from '../../core/features/features.ts';
import { magma } from './magma.ts';

/** More columns than any screen shows; a longer clip is thinned so that drawing stays within one frame. */
const maxColumns = 2048;
/** How many frames of a thinned column are looked at. */
const framesPerColumn = 4;
/** Below the loudest cell by this much, everything is equally dark. */
const rangeDb = 70;

/** Pixels of a spectrogram, one a cell, low frequencies at the bottom. */
export type SpectrogramImage = {
  readonly data: ImageData;
  readonly loudestDb: number;
  readonly quietestDb: number;
};

/**
 * Colours a spectrogram in magma, relative to its own loudest cell.
 *
 * Work is bounded whatever the clip's length: at most 2,048 columns, each the maximum of up to four frames.
 *
 * @returns null when there is nothing to draw.
 */
export function spectrogramImage(features: Features): SpectrogramImage | null {
  const { numFrames, numBands, values } = features;
  if (numFrames < 1 || numBands < 1 || values.length < numFrames * numBands) return null;
  const numColumns = Math.min(numFrames, maxColumns);
  const cells = thin(features, numColumns);
  const { lowest, highest } = extent(cells);
  const floor = Math.max(lowest, highest - rangeDb);
  const scale = highest > floor ? 255 / (highest - floor) : 0;
  const data = new ImageData(numColumns, numBands);
  for (let band = 0; band < numBands; band++) {
    const row = numBands - 1 - band;
    for (let column = 0; column < numColumns; column++) {
      const level = ((cells[column * numBands + band] ?? floor) - floor) * scale;
      const colour = 3 * Math.max(0, Math.min(255, Math.round(level)));
      const pixel = 4 * (row * numColumns + column);
      data.data[pixel] = magma[colour] ?? 0;
      data.data[pixel + 1] = magma[colour + 1] ?? 0;
      data.data[pixel + 2] = magma[colour + 2] ?? 0;
      data.data[pixel + 3] = 255;
    }
  }
  return { data, loudestDb: highest, quietestDb: floor };
}

function thin({ values, numFrames, numBands }: Features, numColumns: number): Float32Array {
  if (numColumns === numFrames) return values;
  const cells = new Float32Array(numColumns * numBands).fill(Number.NEGATIVE_INFINITY);
  for (let column = 0; column < numColumns; column++) {
    const first = Math.floor((column * numFrames) / numColumns);
    const end = Math.max(first + 1, Math.floor(((column + 1) * numFrames) / numColumns));
    const step = Math.max(1, Math.floor((end - first) / framesPerColumn));
    for (let frame = first; frame < end; frame += step) {
      for (let band = 0; band < numBands; band++) {
        const value = values[frame * numBands + band] ?? 0;
        if (value > (cells[column * numBands + band] ?? 0)) cells[column * numBands + band] = value;
      }
    }
  }
  return cells;
}

function extent(values: Float32Array): { lowest: number; highest: number } {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  return lowest > highest ? { lowest: 0, highest: 0 } : { lowest, highest };
}
