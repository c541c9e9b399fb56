import type { Curve } from './curve.ts';

/** A stretch of a curve between two kept points, and the point between them that lies farthest from their line. */
type Stretch = {
  readonly from: number;
  readonly to: number;
  readonly farthest: number;
  readonly distance: number;
};

/**
 * Leaves out points of a curve so that its shape stays: the ends, then ever that point which lies farthest from what is
 * drawn so far, until there are `maxPoints` or none is missing.
 *
 * @param maxPoints - 2 or more.
 * @see Douglas & Peucker 1973; here the number of points is the limit, not the distance.
 */
export function thinCurve(curve: Curve, maxPoints: number): Curve {
  const length = curve.x.length;
  if (length <= maxPoints) return curve;
  const kept = [0, length - 1];
  const stretches = [measureStretch(curve, 0, length - 1)];
  while (kept.length < maxPoints) {
    const index = indexOfFarthest(stretches);
    const worst = stretches[index];
    if (worst === undefined || worst.distance === 0) break;
    kept.push(worst.farthest);
    stretches[index] = measureStretch(curve, worst.from, worst.farthest);
    stretches.push(measureStretch(curve, worst.farthest, worst.to));
  }
  return pickPoints(curve, Int32Array.from(kept).sort());
}

function measureStretch({ x, y }: Curve, from: number, to: number): Stretch {
  const [startX, startY] = [x[from] ?? 0, y[from] ?? 0];
  const [acrossX, acrossY] = [(x[to] ?? 0) - startX, (y[to] ?? 0) - startY];
  const chord = Math.hypot(acrossX, acrossY);
  let farthest = from;
  let distance = 0;
  for (let i = from + 1; i < to; i++) {
    const dx = (x[i] ?? 0) - startX;
    const dy = (y[i] ?? 0) - startY;
    // A stretch that comes back to where it began has no line to measure from.
    const away = chord === 0 ? Math.abs(dx) + Math.abs(dy) : Math.abs(dx * acrossY - dy * acrossX) / chord;
    if (away > distance) [farthest, distance] = [i, away];
  }
  return { from, to, farthest, distance };
}

function indexOfFarthest(stretches: readonly Stretch[]): number {
  let best = 0;
  stretches.forEach(({ distance }, i) => {
    if (distance > (stretches[best]?.distance ?? 0)) best = i;
  });
  return best;
}

function pickPoints({ x, y, thresholds }: Curve, places: Int32Array): Curve {
  const pick = (values: Float64Array) => Float64Array.from(places, (place) => values[place] ?? 0);
  return { x: pick(x), y: pick(y), thresholds: thresholds === null ? null : pick(thresholds) };
}
