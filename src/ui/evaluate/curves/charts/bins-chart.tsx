import { memo } from 'react';
import { CartesianGrid, ComposedChart, Line, ReferenceArea, ReferenceLine } from 'recharts';
import type { ReliabilityBin } from '../../../../core/evaluation/calibration/reliability.ts';
import { chartAxes, chartMargin } from './chart-axes.tsx';
import { type ChartAxis, plotInsets } from './chart-line.ts';

const fullSize = { width: '100%', height: '100%' };
const diagonal = [
  { x: 0, y: 0 },
  { x: 1, y: 1 },
] as const;
/** Of the room of a bin, left and right of its bar. */
const gapShare = 0.06;

type BinsChartProps = { bins: readonly ReliabilityBin[]; x: ChartAxis; y: ChartAxis };

/** For each bin how often its clips are right, and outlined by how much that differs from how sure the model was. */
export const ReliabilityChart = memo(function ReliabilityChart({ bins, x, y }: BinsChartProps) {
  return (
    <ComposedChart responsive style={fullSize} margin={chartMargin} accessibilityLayer={false}>
      <CartesianGrid stroke="var(--line)" />
      {chartAxes(x, y)}
      {bins.flatMap((bin) => {
        const { accuracy, meanConfidence, low } = bin;
        if (accuracy === null || meanConfidence === null) return [];
        const ends = [Math.min(accuracy, meanConfidence), Math.max(accuracy, meanConfidence)] as const;
        return [
          <ReferenceArea key={`bar ${low}`} {...sidesOf(bin)} y1={0} y2={ends[0]} {...barPaint} />,
          <ReferenceArea
            key={`gap ${low}`}
            {...sidesOf(bin)}
            y1={ends[0]}
            y2={ends[1]}
            {...(accuracy > meanConfidence ? gapInBar : gapAboveBar)}
          />,
        ];
      })}
      <ReferenceLine segment={diagonal} stroke="var(--text-soft)" strokeDasharray="2 4" />
      {axesNeedData}
    </ComposedChart>
  );
});

/** How many clips each bin has. */
export const CountsChart = memo(function CountsChart({ bins, x, y }: BinsChartProps) {
  return (
    <ComposedChart responsive style={fullSize} margin={countsMargin} accessibilityLayer={false}>
      {chartAxes({ ...x, title: '', ticks: [] }, y)}
      {bins.map(
        (bin) =>
          bin.count > 0 && (
            <ReferenceArea key={bin.low} {...sidesOf(bin)} y1={0} y2={bin.count} {...countPaint} />
          ),
      )}
      {axesNeedData}
    </ComposedChart>
  );
});

const countsMargin = { ...chartMargin, bottom: 4 - plotInsets.bottom };
const barPaint = { fill: 'var(--class-0)', fillOpacity: 0.75, stroke: 'none' };
/** Where the model is right more often than it is sure, the gap is the upper end of the bar. */
const gapPaint = { stroke: 'var(--class-1)', strokeWidth: 1.5 };
const gapInBar = { ...gapPaint, fill: 'var(--class-0)', fillOpacity: 0.3 };
const gapAboveBar = { ...gapPaint, fill: 'var(--class-1)', fillOpacity: 0.15 };
const countPaint = { fill: 'var(--text-faint)', fillOpacity: 0.6, stroke: 'none' };
/** A chart without a curve has no axes. */
const axesNeedData = (
  <Line data={diagonal} dataKey="y" stroke="none" dot={false} activeDot={false} isAnimationActive={false} />
);

function sidesOf({ low, high }: ReliabilityBin): { x1: number; x2: number } {
  const gap = (high - low) * gapShare;
  return { x1: low + gap, x2: high - gap };
}
