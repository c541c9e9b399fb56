import type { Curve } from './curve.ts';

/** A stretch of a curve between two kept points, and the point between them that lies farthest from their line. */
type Stretch = {
  readonly from: number;
  readonly to: number;
  readonly farthest: number;
  readonly distance: number;
};

/** Points nearer than this, in both directions, are one in any drawing: a screen has about so many pixels. */
const finest = 1 / 4096;

/**
 * Leaves out points of a curve so that its shape stays: the ends, then ever that point which lies farthest from what is
 * drawn so far, until there are `maxPoints` or none is missing.
 *
 * @param curve - x and y in 0…1.
 * @param maxPoints - 2 or more; a curve that has no more is returned as it is.
 * @see Douglas & Peucker 1973; here the number of points is the limit, not the distance.
 */
export function thinCurve(curve: Curve, maxPoints: number): Curve {
  if (curve.x.length <= maxPoints) return curve;
  const distinct = pickPoints(curve, distinctPoints(curve));
  const last = distinct.x.length - 1;
  const kept = [0, last];
  const stretches = [measureStretch(distinct, 0, last)];
  while (kept.length < maxPoints) {
    const index = indexOfFarthest(stretches);
    const worst = stretches[index];
    if (worst === undefined || worst.distance === 0) break;
    kept.push(worst.farthest);
    stretches[index] = measureStretch(distinct, worst.from, worst.farthest);
    stretches.push(measureStretch(distinct, worst.farthest, worst.to));
  }
  return pickPoints(distinct, Int32Array.from(kept).sort());
}

/** The ends, and each point that is not almost where the one kept before it is. */
function distinctPoints({ x, y }: Curve): Int32Array {
  const kept = new Int32Array(x.length);
  let length = 1;
  let before = 0;
  for (let i = 1; i < x.length; i++) {
    const dx = Math.abs((x[i] ?? 0) - (x[before] ?? 0));
    const dy = Math.abs((y[i] ?? 0) - (y[before] ?? 0));
    if (dx < finest && dy < finest && i < x.length - 1) continue;
    kept[length++] = i;
    before = i;
  }
  return kept.subarray(0, length);
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
