import { memo, useMemo } from 'react';
import { CartesianGrid, Line, LineChart as Chart, ReferenceLine } from 'recharts';
import { chartAxes, chartMargin } from './chart-axes.tsx';
import type { ChartAxis, ChartLine } from './chart-line.ts';

type LineChartProps = {
  lines: readonly ChartLine[];
  x: ChartAxis;
  y: ChartAxis;
  /** The value stays until the next point, as where nothing may be interpolated. */
  isStepped?: boolean;
  /** Draws the line on which a score by chance lies. */
  hasDiagonal?: boolean;
};

const fullSize = { width: '100%', height: '100%' };
const diagonal = [
  { x: 0, y: 0 },
  { x: 1, y: 1 },
] as const;

/** Curves over two axes of shares. Says nothing to a screen reader: what stands around it does. */
export const LineChart = memo(function LineChart(props: LineChartProps) {
  const { lines, x, y, isStepped = false, hasDiagonal = false } = props;
  const drawn = useMemo(() => lines.map((line) => ({ ...line, points: pointsOf(line) })), [lines]);
  return (
    <Chart responsive style={fullSize} margin={chartMargin} accessibilityLayer={false}>
      <CartesianGrid stroke="var(--line)" />
      {chartAxes(x, y)}
      {hasDiagonal && <ReferenceLine segment={diagonal} stroke="var(--text-faint)" strokeDasharray="2 4" />}
      {drawn.map(({ id, points, colour, dash, widthPx }) => (
        <Line
          key={id}
          data={points}
          dataKey="y"
          type={isStepped ? 'stepAfter' : 'linear'}
          stroke={colour}
          strokeWidth={widthPx}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
          {...(dash === undefined ? {} : { strokeDasharray: dash })}
        />
      ))}
    </Chart>
  );
});

function pointsOf({ curve: { x, y } }: ChartLine): { x: number; y: number }[] {
  return Array.from(x, (value, i) => ({ x: value, y: y[i] ?? 0 }));
}
