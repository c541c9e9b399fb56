import { memo } from 'react';
import { CartesianGrid, Line, LineChart, ReferenceLine, XAxis, YAxis } from 'recharts';
import { useFormat } from '../../shared/format.ts';

/** One place on the horizontal axis; what was not measured there is absent. */
export type CurvePoint = {
  readonly epoch: number;
  readonly train?: number | null;
  readonly validation?: number | null;
  /** Of single steps, drawn faintly. */
  readonly step?: number;
};

type CurveChartProps = {
  points: readonly CurvePoint[];
  numEpochs: number;
  best: number | null;
  /** From 0 to 100 %. */
  isShare: boolean;
};

const fullSize = { width: '100%', height: '100%' };
const margin = { top: 8, right: 8, bottom: 0, left: 0 };
const tick = { fill: 'var(--text-soft)' };
const shareTicks = [0, 0.25, 0.5, 0.75, 1];
const line = { type: 'linear', strokeWidth: 2, isAnimationActive: false, connectNulls: true } as const;

/** Lines of training and validation over the epochs; without animation, because it grows all the time. */
export const CurveChart = memo(function CurveChart({ points, numEpochs, best, isShare }: CurveChartProps) {
  const format = useFormat();
  const dot = points.length < 20 ? { r: 2 } : false;
  return (
    <LineChart responsive style={fullSize} data={[...points]} margin={margin} accessibilityLayer={false}>
      <CartesianGrid stroke="var(--line)" vertical={false} />
      <XAxis
        type="number"
        dataKey="epoch"
        domain={[0, numEpochs]}
        allowDecimals={false}
        tick={tick}
        stroke="var(--line-strong)"
        tickLine={false}
        minTickGap={24}
      />
      <YAxis
        domain={isShare ? [0, 1] : [0, 'auto']}
        {...(isShare && { ticks: shareTicks })}
        tickFormatter={(value: number) =>
          isShare ? `${Math.round(value * 100)}\u202F%` : format.upTo(value, 2)
        }
        width={48}
        tick={tick}
        stroke="var(--line-strong)"
        tickLine={false}
        axisLine={false}
      />
      {best !== null && <ReferenceLine x={best} stroke="var(--text-faint)" strokeDasharray="2 3" />}
      {!isShare && (
        <Line
          {...line}
          dataKey="step"
          dot={false}
          stroke="var(--class-0)"
          strokeWidth={1}
          strokeOpacity={0.35}
        />
      )}
      <Line {...line} dataKey="train" dot={dot} stroke="var(--class-0)" />
      <Line {...line} dataKey="validation" dot={dot} stroke="var(--class-1)" strokeDasharray="5 3" />
    </LineChart>
  );
});
