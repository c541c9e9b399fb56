import { useMemo, type ReactNode } from 'react';
import { HeardWindow } from './heard-window.tsx';
import { PlotFrame } from './plot-frame.tsx';
import type { TimeRange } from './time-range.ts';
import { waveformEnvelope } from './waveform-envelope.ts';
import styles from './waveform.module.css';

type WaveformProps = {
  /** Mono, nominally in −1…1; the first sample lies at 0 s. */
  samples: Float32Array;
  sampleRateHz: number;
  range: TimeRange;
  heard?: TimeRange | undefined;
  height: string;
  hasTimeAxis?: boolean;
  label: string;
  /** What fills the picture at least: moving sound should not change its scale all the time. */
  smallestScale?: number;
  /** Drawn over the picture. */
  overlay?: ReactNode;
};

/** One column for about each pixel of a wide screen; the drawing is stretched to its place. */
const numColumns = 1000;
/** The picture ends a little beyond full scale, so that a clipped wave can be seen to be clipped. */
const margin = 1.15;
const scales = [0.02, 0.05, 0.1, 0.2, 0.5];

/** The wave of a clip: its lowest and highest sample in each column. A quiet clip is drawn larger. */
export function Waveform(props: WaveformProps) {
  const {
    samples,
    sampleRateHz,
    range,
    heard,
    height,
    hasTimeAxis = true,
    label,
    smallestScale = 0,
    overlay,
  } = props;
  const { path, fullScale } = useMemo(() => envelopePath(samples, smallestScale), [samples, smallestScale]);
  const ticks = [-1, 0, 1].map((share) => ({
    share: 0.5 + share / 2 / margin,
    text: `${share < 0 ? '−' : ''}${Math.abs(share * fullScale)}`,
  }));
  const spanSec = range.endSec - range.startSec;
  const toColumns = (timeSec: number) => (timeSec * sampleRateHz * numColumns) / Math.max(1, samples.length);
  return (
    <PlotFrame range={range} verticalTicks={ticks} verticalUnit="" height={height} hasTimeAxis={hasTimeAxis}>
      <svg
        className={styles.wave}
        viewBox={`${toColumns(range.startSec)} ${-margin} ${toColumns(spanSec)} ${2 * margin}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={label}
      >
        <path className={styles.zero} d={`M${toColumns(range.startSec)} 0h${toColumns(spanSec)}`} />
        <path className={styles.line} d={path} />
      </svg>
      {heard !== undefined && <HeardWindow heard={heard} range={range} />}
      {overlay}
    </PlotFrame>
  );
}

/** @returns an SVG path over `numColumns` in which full scale is ±1, y downwards. */
function envelopePath(samples: Float32Array, smallestScale: number): { path: string; fullScale: number } {
  if (samples.length === 0) return { path: '', fullScale: 1 };
  const { lowest, highest } = waveformEnvelope(samples, numColumns);
  const peak = Math.max(...highest, ...lowest.map((value) => -value));
  const fullScale = scales.find((scale) => scale >= Math.max(peak, smallestScale)) ?? 1;
  const y = (value = 0) => (Math.max(-margin, Math.min(margin, value / fullScale)) * -1).toFixed(4);
  const columns = Array.from(lowest, (low, column) => `M${column + 0.5} ${y(highest[column])}V${y(low)}`);
  return { path: columns.join(''), fullScale };
}
