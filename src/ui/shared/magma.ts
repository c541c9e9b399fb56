/** Ten stops of matplotlib's magma (CC0), dark to light; between them colours are mixed. */
const stops = [
  [0, 0, 4],
  [24, 15, 61],
  [68, 15, 118],
  [114, 31, 129],
  [158, 47, 127],
  [205, 64, 113],
  [241, 96, 93],
  [253, 150, 104],
  [254, 202, 141],
  [252, 253, 191],
] as const;

/** 256 colours of magma as `[r, g, b]` in a row, 0–255. */
export const magma = mixStops();

function mixStops(): Uint8ClampedArray {
  const table = new Uint8ClampedArray(256 * 3);
  for (let i = 0; i < 256; i++) {
    const position = (i / 255) * (stops.length - 1);
    const low = stops[Math.floor(position)] ?? stops[0];
    const high = stops[Math.min(stops.length - 1, Math.floor(position) + 1)] ?? stops[0];
    const share = position - Math.floor(position);
    for (let part = 0; part < 3; part++) {
      table[i * 3 + part] = (low[part] ?? 0) * (1 - share) + (high[part] ?? 0) * share;
    }
  }
  return table;
}
