import type { Curve } from '../../../../core/evaluation/curves/curve.ts';

/** A curve as it is drawn. */
export type ChartLine = {
  readonly id: string;
  readonly name: string;
  readonly colour: string;
  /** SVG's pattern of strokes and gaps; undefined for a line without gaps. */
  readonly dash: string | undefined;
  readonly widthPx: number;
  readonly curve: Curve;
};

/** An axis whose values are shares. */
export type ChartAxis = {
  readonly title: string;
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly number[];
  readonly write: (value: number) => string;
};

/** Room around the plot, in pixels, as in the styles: what lies over and under a chart needs it as well. */
export const plotInsets = { top: 10, right: 14, bottom: 44, left: 60 } as const;
