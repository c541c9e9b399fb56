import type { ChartLine } from './chart-line.ts';

/** A point of one of the lines of a chart. */
export type PointPlace = { readonly id: string; readonly point: number };

/** The point of all lines that is nearest to a place; the first of equals. Null without lines. */
export function nearestPoint(lines: readonly ChartLine[], x: number, y: number): PointPlace | null {
  let best: PointPlace | null = null;
  let least = Infinity;
  for (const { id, curve } of lines) {
    for (let point = 0; point < curve.x.length; point++) {
      const distance = Math.hypot((curve.x[point] ?? 0) - x, (curve.y[point] ?? 0) - y);
      if (distance < least) [best, least] = [{ id, point }, distance];
    }
  }
  return best;
}

/**
 * Where an arrow key leads: left and right along a line, up and down to the next one, Home and End to its ends.
 *
 * @returns null for any other key.
 */
export function movePoint(
  key: string,
  place: PointPlace | null,
  lines: readonly ChartLine[],
): PointPlace | null {
  const at = Math.max(
    0,
    lines.findIndex(({ id }) => id === place?.id),
  );
  const line = lines[at];
  if (line === undefined) return null;
  const last = line.curve.x.length - 1;
  const ahead = (line.curve.x[last] ?? 0) >= (line.curve.x[0] ?? 0) ? 1 : -1;
  const point = Math.min(place?.point ?? 0, last);
  const along = (step: number) => ({ id: line.id, point: Math.min(last, Math.max(0, point + step)) });
  const to = (index: number) => {
    const other = lines[Math.min(lines.length - 1, Math.max(0, index))] ?? line;
    return nearestPoint([other], line.curve.x[point] ?? 0, line.curve.y[point] ?? 0);
  };
  switch (key) {
    case 'ArrowRight':
      return along(ahead);
    case 'ArrowLeft':
      return along(-ahead);
    case 'ArrowUp':
      return to(at - 1);
    case 'ArrowDown':
      return to(at + 1);
    case 'Home':
      return along(-ahead * last);
    case 'End':
      return along(ahead * last);
    default:
      return null;
  }
}
