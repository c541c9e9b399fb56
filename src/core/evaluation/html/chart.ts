/** From where to where an axis runs, what it is called, and which of its values are written. */
export type Axis = {
  readonly title: string;
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  readonly write: (value: number) => string;
};

const size = { width: 480, height: 384 } as const;
/** Room around the plot for the axes. */
const margin = { left: 66, right: 22, top: 10, bottom: 48 } as const;
const right = size.width - margin.right;
const bottom = size.height - margin.bottom;

/** An axis of shares, 0 to 1. */
export function shareAxis(title: string): Axis {
  return { title, low: 0, high: 1, ticks: [0, 0.2, 0.4, 0.6, 0.8, 1], write: (value) => value.toFixed(1) };
}

/**
 * Draws a chart as SVG that scales with the page's width.
 *
 * @param name what is drawn, for those who cannot see it.
 * @param content SVG in the chart's coordinates: see `placeX` and `placeY`.
 */
export function chart(name: string, x: Axis, y: Axis, content: string): string {
  const vertical = x.ticks.map((value) => {
    const at = placeX(x, value);
    return `<path class="grid" d="M${at} ${margin.top}V${bottom}"/><text x="${at}" y="${bottom + 19}" text-anchor="middle">${x.write(value)}</text>`;
  });
  const horizontal = y.ticks.map((value) => {
    const at = placeY(y, value);
    return `<path class="grid" d="M${margin.left} ${at}H${right}"/><text x="${margin.left - 8}" y="${at + 4}" text-anchor="end">${y.write(value)}</text>`;
  });
  const middle = (margin.top + bottom) / 2;
  return `<svg class="chart" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${name}">
${[...vertical, ...horizontal].join('')}
<path class="axis" d="M${margin.left} ${margin.top}V${bottom}H${right}"/>
<text x="${(margin.left + right) / 2}" y="${size.height - 6}" text-anchor="middle">${x.title}</text>
<text transform="translate(14 ${middle}) rotate(-90)" text-anchor="middle">${y.title}</text>
${content}
</svg>`;
}

/** Where a value of the horizontal axis lies, rounded to what can be seen. */
export function placeX({ low, high }: Axis, value: number): number {
  return round(margin.left + ((value - low) / (high - low)) * (right - margin.left));
}

/** Where a value of the vertical axis lies. */
export function placeY({ low, high }: Axis, value: number): number {
  return round(bottom - ((value - low) / (high - low)) * (bottom - margin.top));
}

const round = (value: number) => Math.round(value * 10) / 10;

/** A line through points. */
export function line(
  x: Axis,
  y: Axis,
  points: { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> },
  classes: string,
): string {
  const path = Array.from(points.x, (value, i) => {
    return `${i === 0 ? 'M' : 'L'}${placeX(x, value)} ${placeY(y, points.y[i] ?? 0)}`;
  });
  return `<path class="curve ${classes}" d="${path.join('')}"/>`;
}

/** The line of a legend that shows how a curve is drawn. */
export function legendItem(name: string, classes: string): string {
  return `<li><svg viewBox="0 0 28 12" aria-hidden="true"><path class="curve ${classes}" d="M0 6H28"/></svg>${name}</li>`;
}
