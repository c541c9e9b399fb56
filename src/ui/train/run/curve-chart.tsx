import { memo } from 'react';
import { useFormat } from '../../shared/format.ts';
import { PlotFrame } from '../../shared/plot-frame.tsx';
import { roundTicks } from '../../shared/time-range.ts';
import styles from './curve-chart.module.css';

/** A value at a place on the horizontal axis, which counts epochs. */
export type CurvePoint = { readonly epoch: number; readonly value: number };

type CurveChartProps = {
  train: readonly CurvePoint[];
  validation: readonly CurvePoint[];
  /** Of single steps, drawn faintly. */
  steps: readonly CurvePoint[];
  numEpochs: number;
  best: number | null;
  /** From 0 to 100 %. */
  isShare: boolean;
  /** What the horizontal axis counts. */
  unit: string;
  label: string;
};

const shareTicks = [0, 0.25, 0.5, 0.75, 1];
/** The picture is stretched to its place. */
const width = 1000;
const height = 200;
/** Fewer epochs than this are shown as dots as well. */
const fewEpochs = 20;

/** Lines of training and validation over the epochs; quick to draw, because it grows while all processors are busy. */
export const CurveChart = memo(function CurveChart(props: CurveChartProps) {
  const { train, validation, steps, numEpochs, best, isShare, unit, label } = props;
  const format = useFormat();
  const highest = isShare ? 1.04 : highestOf([train, validation, steps]);
  const { values, digits } = roundTicks(0, highest, 5);
  const ticks = (isShare ? shareTicks : values).map((value) => ({
    share: value / highest,
    text: isShare ? format.wholePercent(value) : format.plain(value, digits),
  }));
  const x = (epoch: number) => ((width * epoch) / numEpochs).toFixed(1);
  const y = (value: number) => (height * (1 - value / highest)).toFixed(1);
  const line = (points: readonly CurvePoint[]) =>
    points.map(({ epoch, value }, index) => `${index === 0 ? 'M' : 'L'}${x(epoch)} ${y(value)}`).join('');
  const dots = (points: readonly CurvePoint[]) =>
    points.length < fewEpochs ? points.map(({ epoch, value }) => `M${x(epoch)} ${y(value)}h0`).join('') : '';
  return (
    <PlotFrame
      range={{ startSec: 0, endSec: numEpochs }}
      horizontalUnit={unit}
      verticalTicks={ticks}
      verticalUnit=""
      height="11rem"
      hasTimeAxis
    >
      <svg
        className={styles.chart}
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        <path
          className={styles.grid}
          d={ticks.map(({ share }) => `M0 ${y(share * highest)}h${width}`).join('')}
        />
        {best !== null && <path className={styles.best} d={`M${x(best)} 0v${height}`} />}
        <path className={styles.steps} d={line(steps)} />
        <path className={styles.train} d={line(train)} />
        <path className={styles.trainDots} d={dots(train)} />
        <path className={styles.validation} d={line(validation)} />
        <path className={styles.validationDots} d={dots(validation)} />
      </svg>
    </PlotFrame>
  );
});

/** Where the axis ends: a little above the highest point. */
function highestOf(lines: readonly (readonly CurvePoint[])[]): number {
  const highest = lines.flat().reduce((most, { value }) => Math.max(most, value), 0);
  return highest > 0 ? highest * 1.05 : 1;
}
