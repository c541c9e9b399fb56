import type { MelFilter } from '../../../core/features/mel-filter-bank.ts';

/** What a plot is made of, from back to front. Horizontal places are shares of the width, 0 left and 1 right. */
export type Layer =
  | { readonly kind: 'line'; readonly values: ArrayLike<number>; readonly colour: PlotColour }
  | {
      readonly kind: 'bars';
      readonly values: ArrayLike<number>;
      readonly selected: number | null;
      /** Levels have no natural zero: their bars stand on the lower edge. */
      readonly isLevel: boolean;
    }
  | { readonly kind: 'marker'; readonly share: number }
  | {
      readonly kind: 'triangles';
      readonly filters: readonly MelFilter[];
      readonly numBins: number;
      readonly selected: number | null;
    };

type PlotColour = 'trace' | 'faint' | 'marker';
/** As CSS colours. */
export type PlotColours = Readonly<Record<PlotColour, string>>;

type Plot = {
  readonly layers: readonly Layer[];
  /** Values at the lower and the upper edge. */
  readonly lowest: number;
  readonly highest: number;
  readonly colours: PlotColours;
};

/** Draws a plot into a canvas of `width` × `height` CSS pixels. */
export function drawLayers(
  context: CanvasRenderingContext2D,
  width: number,
  height: number,
  plot: Plot,
): void {
  const { layers, lowest, highest, colours } = plot;
  const span = highest > lowest ? highest - lowest : 1;
  const y = (value: number) => height * (1 - (clamp(value, lowest, highest) - lowest) / span);
  const area = { context, width, height, y, colours };
  context.clearRect(0, 0, width, height);
  if (lowest < 0 && highest > 0) fill(area, colours.faint, 0, y(0) - 0.5, width, 1);
  for (const layer of layers) {
    if (layer.kind === 'line') drawLine(area, layer.values, colours[layer.colour]);
    else if (layer.kind === 'bars') drawBars(area, layer, layer.isLevel ? lowest : clamp(0, lowest, highest));
    else if (layer.kind === 'marker') fill(area, colours.marker, layer.share * width - 0.75, 0, 1.5, height);
    else drawTriangles(area, layer);
  }
}

type Area = {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly y: (value: number) => number;
  readonly colours: PlotColours;
};

function drawLine({ context, width, y }: Area, values: ArrayLike<number>, colour: string): void {
  const step = width / Math.max(1, values.length - 1);
  context.beginPath();
  for (let i = 0; i < values.length; i++) context.lineTo(i * step, y(values[i] ?? 0));
  context.strokeStyle = colour;
  context.lineWidth = 1.25;
  context.lineJoin = 'round';
  context.stroke();
}

function drawBars(area: Area, { values, selected }: Extract<Layer, { kind: 'bars' }>, base: number): void {
  const { width, y, colours } = area;
  const cell = width / Math.max(1, values.length);
  const wide = Math.max(0.5, cell >= 4 ? cell - 1 : cell);
  for (let i = 0; i < values.length; i++) {
    const at = y(values[i] ?? 0);
    const tall = Math.max(1, Math.abs(at - y(base)));
    fill(area, i === selected ? colours.marker : colours.trace, i * cell, Math.min(at, y(base)), wide, tall);
  }
}

/** Each triangle at its own full height: with equal areas the upper ones would be too flat to see. */
function drawTriangles(area: Area, layer: Extract<Layer, { kind: 'triangles' }>): void {
  const { context, width, height, colours } = area;
  const step = width / Math.max(1, layer.numBins - 1);
  const draw = ({ firstBin, weights }: MelFilter, colour: string, thick: number) => {
    if (weights.length === 0) return;
    const peak = Math.max(...weights);
    context.beginPath();
    context.moveTo((firstBin - 1) * step, height);
    for (const [i, weight] of weights.entries())
      context.lineTo((firstBin + i) * step, height * (1 - (0.92 * weight) / peak));
    context.lineTo((firstBin + weights.length) * step, height);
    context.strokeStyle = colour;
    context.lineWidth = thick;
    context.stroke();
  };
  for (const filter of layer.filters) draw(filter, colours.trace, 1);
  const chosen = layer.selected === null ? undefined : layer.filters[layer.selected];
  if (chosen !== undefined) draw(chosen, colours.marker, 2.5);
}

function fill({ context }: Area, colour: string, x: number, y: number, width: number, height: number): void {
  context.fillStyle = colour;
  context.fillRect(x, y, width, height);
}

function clamp(value: number, lowest: number, highest: number): number {
  return Math.max(lowest, Math.min(highest, value));
}
