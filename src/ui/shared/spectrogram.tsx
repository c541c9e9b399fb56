import { useCallback, useMemo, type ReactNode } from 'react';
import { hzToMel } from '../../core/features/mel-filter-bank.ts';
import type { Features } from '../../core/features/features.ts';
import type { MelFrontEnd } from '../../core/features/front-end.ts';
import { HeardWindow } from './heard-window.tsx';
import { PlotFrame, type VerticalTick } from './plot-frame.tsx';
import { spectrogramImage, type SpectrogramImage } from './spectrogram-image.ts';
import { percentOf, type TimeRange } from './time-range.ts';
import { useCanvas } from './use-canvas.ts';
import styles from './spectrogram.module.css';

type SpectrogramProps = {
  /** Log-mel in dB; frame i is centred at i · `hopSec`. */
  features: Features;
  hopSec: number;
  minHz: number;
  maxHz: number;
  melScale?: MelFrontEnd['melScale'];
  /** The stretch of time to show, from left to right edge. */
  range: TimeRange;
  /** What the model heard; the rest is dimmed. */
  heard?: TimeRange | undefined;
  height: string;
  hasTimeAxis?: boolean;
  /** What the picture shows, for those who cannot see it. */
  label: string;
  /** Drawn over the picture. */
  overlay?: ReactNode;
};

/** A mel spectrogram with axes in seconds and kHz. */
export function Spectrogram(props: SpectrogramProps) {
  const {
    features,
    hopSec,
    minHz,
    maxHz,
    melScale = 'slaney',
    range,
    heard,
    height,
    hasTimeAxis = true,
    label,
    overlay,
  } = props;
  const ticks = useMemo(() => frequencyTicks(minHz, maxHz, melScale), [minHz, maxHz, melScale]);
  return (
    <PlotFrame
      range={range}
      verticalTicks={ticks}
      verticalUnit="kHz"
      height={height}
      hasTimeAxis={hasTimeAxis}
    >
      <SpectrogramCanvas features={features} hopSec={hopSec} range={range} label={label} />
      {heard !== undefined && <HeardWindow heard={heard} range={range} isOnSpectrogram />}
      {overlay}
    </PlotFrame>
  );
}

/** A spectrogram without axes, as wide and high as its parent. */
export function SpectrogramThumbnail({ features, label }: { features: Features; label: string }) {
  const range = useMemo(() => ({ startSec: -0.5, endSec: features.numFrames - 0.5 }), [features]);
  return <SpectrogramCanvas features={features} hopSec={1} range={range} label={label} />;
}

type SpectrogramCanvasProps = { features: Features; hopSec: number; range: TimeRange; label: string };

function SpectrogramCanvas({ features, hopSec, range, label }: SpectrogramCanvasProps) {
  const image = useMemo(() => spectrogramImage(features), [features]);
  const { numFrames } = features;
  const draw = useCallback(
    (context: CanvasRenderingContext2D, width: number, height: number) => {
      context.clearRect(0, 0, width, height);
      if (image === null) return;
      const left = (percentOf(-0.5 * hopSec, range) / 100) * width;
      const right = (percentOf((numFrames - 0.5) * hopSec, range) / 100) * width;
      // Cells stay cells: smoothing would draw what was not measured.
      context.imageSmoothingEnabled = numFrames * 2 > width;
      context.drawImage(toCanvas(image), left, 0, right - left, height);
    },
    [image, hopSec, numFrames, range],
  );
  const ref = useCanvas(draw);
  return (
    <canvas ref={ref} className={styles.canvas}>
      {label}
    </canvas>
  );
}

function toCanvas({ data }: SpectrogramImage): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = data.width;
  canvas.height = data.height;
  canvas.getContext('2d')?.putImageData(data, 0, 0);
  return canvas;
}

/** Round frequencies at their places on the mel axis. */
function frequencyTicks(minHz: number, maxHz: number, melScale: MelFrontEnd['melScale']): VerticalTick[] {
  const low = hzToMel(minHz, melScale);
  const span = hzToMel(maxHz, melScale) - low;
  return [250, 500, 1000, 2000, 4000, 8000, 16_000]
    .filter((hz) => hz >= minHz && hz <= maxHz)
    .map((hz) => ({ share: (hzToMel(hz, melScale) - low) / span, text: String(hz / 1000) }));
}
