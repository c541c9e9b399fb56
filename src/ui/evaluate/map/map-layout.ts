/** Where points of a map lie on a canvas, in CSS pixels: `[points, 2]`. */
export type PlacedPoints = Float32Array;

const marginPx = 12;

/** Fits points into a canvas; both axes have one scale, so that distances keep their meaning. */
export function placePoints(coordinates: Float64Array, width: number, height: number): PlacedPoints {
  const [left, right] = rangeOf(coordinates, 0);
  const [bottom, top] = rangeOf(coordinates, 1);
  const scale = Math.min(
    (width - 2 * marginPx) / Math.max(right - left, Number.MIN_VALUE),
    (height - 2 * marginPx) / Math.max(top - bottom, Number.MIN_VALUE),
  );
  const finite = Number.isFinite(scale) ? Math.max(0, scale) : 0;
  const placed = new Float32Array(coordinates.length);
  for (let i = 0; i < coordinates.length; i += 2) {
    placed[i] = width / 2 + ((coordinates[i] ?? 0) - (left + right) / 2) * finite;
    placed[i + 1] = height / 2 - ((coordinates[i + 1] ?? 0) - (bottom + top) / 2) * finite;
  }
  return placed;
}

function rangeOf(coordinates: Float64Array, axis: 0 | 1): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = axis; i < coordinates.length; i += 2) {
    low = Math.min(low, coordinates[i] ?? 0);
    high = Math.max(high, coordinates[i] ?? 0);
  }
  return low > high ? [0, 0] : [low, high];
}

/** The points nearest to a place, nearest first; none further than `withinPx`. */
export function nearestPoints(
  placed: PlacedPoints,
  [x, y]: readonly [number, number],
  withinPx: number,
  count: number,
): number[] {
  const found: { readonly point: number; readonly away: number }[] = [];
  for (let point = 0; point * 2 < placed.length; point++) {
    const away = Math.hypot((placed[2 * point] ?? 0) - x, (placed[2 * point + 1] ?? 0) - y);
    if (away <= withinPx) found.push({ point, away });
  }
  return found
    .toSorted((a, b) => a.away - b.away)
    .slice(0, count)
    .map(({ point }) => point);
}

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The next point in the direction of an arrow key; the same where there is none. Null for other keys. */
export function pointTowards(placed: PlacedPoints, from: number, key: string): number | null {
  const direction = directions[key];
  if (direction === undefined) return null;
  const [dx, dy] = direction;
  let best = from;
  let least = Number.POSITIVE_INFINITY;
  for (let point = 0; point * 2 < placed.length; point++) {
    const x = (placed[2 * point] ?? 0) - (placed[2 * from] ?? 0);
    const y = (placed[2 * point + 1] ?? 0) - (placed[2 * from + 1] ?? 0);
    const along = x * dx + y * dy;
    // What lies ahead counts by its distance, and by twice as much of what lies beside.
    const cost = along + 2 * Math.abs(x * dy + y * dx);
    if (along > 0 && cost < least) {
      best = point;
      least = cost;
    }
  }
  return best;
}
