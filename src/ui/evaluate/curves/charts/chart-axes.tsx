import { XAxis, YAxis } from 'recharts';
import { type ChartAxis, plotInsets } from './chart-line.ts';

/** The two axes of a chart with their titles, as elements: Recharts finds its axes by looking at its children. */
export function chartAxes(x: ChartAxis, y: ChartAxis) {
  return (
    <>
      <XAxis
        type="number"
        dataKey="x"
        domain={[x.low, x.high]}
        ticks={x.ticks}
        tickFormatter={x.write}
        interval="equidistantPreserveStart"
        allowDataOverflow
        height={plotInsets.bottom}
        tickSize={4}
        stroke="var(--text-faint)"
        label={{ value: x.title, position: 'insideBottom', offset: 6 }}
      />
      <YAxis
        type="number"
        dataKey="y"
        domain={[y.low, y.high]}
        ticks={y.ticks}
        tickFormatter={y.write}
        interval={0}
        allowDataOverflow
        width={plotInsets.left}
        tickSize={4}
        stroke="var(--text-faint)"
        label={{
          value: y.title,
          angle: -90,
          position: 'insideLeft',
          offset: 6,
          style: { textAnchor: 'middle' },
        }}
      />
    </>
  );
}

/** Outside the axes. */
export const chartMargin = { top: plotInsets.top, right: plotInsets.right, bottom: 0, left: 0 };
