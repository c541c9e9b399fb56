import { useCallback, useMemo } from 'react';
import { HeardWindow } from './heard-window.tsx';
import { PlotFrame } from './plot-frame.tsx';
import { percentOf, type TimeRange } from './time-range.ts';
import { useCanvas } from './use-canvas.ts';
import { waveformEnvelope } from './waveform-envelope.ts';
import styles from './spectrogram.module.css';

type WaveformProps = {
  /** Mono, nominally in −1…1; the first sample lies at 0 s. */
  samples: Float32Array;
  sampleRateHz: number;
  range: TimeRange;
  heard?: TimeRange | undefined;
  height: string;
  hasTimeAxis?: boolean;
  label: string;
};

const ticks = [
  { share: 1 / 12, text: '−1' },
  { share: 0.5, text: '0' },
  { share: 11 / 12, text: '1' },
];
/** Full scale takes 10/12 of the height, so that −1 and 1 stay inside the picture. */
const fullScaleShare = 5 / 12;

/** The wave of a clip, lowest and highest sample in each column of pixels. */
export function Waveform({
  samples,
  sampleRateHz,
  range,
  heard,
  height,
  hasTimeAxis = true,
  label,
}: WaveformProps) {
  const durationSec = samples.length / sampleRateHz;
  const fullScale = useMemo(() => scaleOf(samples), [samples]);
  const draw = useCallback(
    (context: CanvasRenderingContext2D, width: number, height: number) => {
      context.clearRect(0, 0, width, height);
      const left = (percentOf(0, range) / 100) * width;
      const right = (percentOf(durationSec, range) / 100) * width;
      const numColumns = Math.max(1, Math.round((right - left) * Math.min(2, devicePixelRatio)));
      const { lowest, highest } = waveformEnvelope(samples, numColumns);
      const columnWidth = (right - left) / numColumns;
      const y = (value: number) => height * (0.5 - (fullScaleShare * value) / fullScale);
      context.fillStyle = 'oklch(0.5 0.03 220)';
      context.fillRect(0, height / 2 - 0.5, width, 1);
      context.fillStyle = 'oklch(0.86 0.07 190)';
      for (let column = 0; column < numColumns; column++) {
        const top = y(highest[column] ?? 0);
        const bottom = y(lowest[column] ?? 0);
        context.fillRect(left + column * columnWidth, top - 0.5, columnWidth + 0.1, bottom - top + 1);
      }
    },
    [samples, durationSec, range, fullScale],
  );
  const ref = useCanvas(draw);
  const scaledTicks = ticks.map(({ share, text }) => ({ share, text: tickText(text, fullScale) }));
  return (
    <PlotFrame
      range={range}
      verticalTicks={scaledTicks}
      verticalUnit=""
      height={height}
      hasTimeAxis={hasTimeAxis}
    >
      <canvas ref={ref} className={styles.canvas}>
        {label}
      </canvas>
      {heard !== undefined && <HeardWindow heard={heard} range={range} />}
    </PlotFrame>
  );
}

/** A quiet clip is drawn larger, in steps of two, so that the axis keeps round numbers. */
function scaleOf(samples: Float32Array): number {
  let peak = 0;
  const step = Math.max(1, Math.floor(samples.length / 1_000_000));
  for (let i = 0; i < samples.length; i += step) peak = Math.max(peak, Math.abs(samples[i] ?? 0));
  return [0.05, 0.1, 0.2, 0.5].find((scale) => peak <= scale) ?? 1;
}

function tickText(text: string, scale: number): string {
  if (text === '0' || scale === 1) return text;
  return (text.startsWith('−') ? '−' : '') + String(scale);
}
