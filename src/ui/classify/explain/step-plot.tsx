import { useCallback, type PointerEvent } from 'react';
import { useFormat } from '../../shared/format.ts';
import { PlotFrame } from '../../shared/plot-frame.tsx';
import { roundTicks } from '../../shared/time-range.ts';
import { useCanvas } from '../../shared/use-canvas.ts';
import { useColourScheme } from '../../shared/use-colour-scheme.ts';
import { drawLayers, type PlotColours } from './draw-layers.ts';
import type { ExplainStep } from './explain-steps.ts';
import styles from './step-plot.module.css';

type StepPlotProps = { step: ExplainStep; number: number; onPoint: (hz: number) => void };

/** One station of the frame: its name, its picture with axes, and what it shows at the cursor. */
export function StepPlot({ step, number, onPoint }: StepPlotProps) {
  const format = useFormat();
  const scheme = useColourScheme();
  const { title, says, value, horizontal, vertical, layers, hzAt } = step;
  const { lowest, highest } = vertical;
  const draw = useCallback(
    (context: CanvasRenderingContext2D, width: number, height: number) =>
      drawLayers(context, width, height, {
        layers,
        lowest,
        highest,
        colours: coloursFor(context.canvas, scheme),
      }),
    [layers, lowest, highest, scheme],
  );
  const ref = useCanvas(draw);
  const { values, digits } = roundTicks(lowest, highest, 3);
  const ticks =
    step.name === 'mel'
      ? []
      : values.map((tick) => ({
          share: (tick - lowest) / (highest - lowest),
          text: format.plain(tick, digits),
        }));
  const point = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const share = (event.clientX - box.left) / box.width;
    if (hzAt !== null && share >= 0 && share < 1) onPoint(hzAt(share));
  };
  return (
    <figure className={styles.step} data-step={step.name}>
      <figcaption className={styles.caption}>
        <span className={styles.head}>
          <strong className={styles.title}>
            {number} {title}
          </strong>
          <span className={styles.value} data-testid={`explain-${step.name}`}>
            {value}
          </span>
        </span>
        <span className={styles.says}>{says}</span>
      </figcaption>
      <PlotFrame
        range={{ startSec: 0, endSec: horizontal.to }}
        horizontalUnit={horizontal.unit}
        verticalTicks={ticks}
        verticalUnit={vertical.unit}
        height="6.5rem"
        hasTimeAxis
      >
        <canvas
          ref={ref}
          className={styles.canvas}
          onPointerDown={point}
          onPointerMove={point}
          role="img"
          aria-label={`${title}: ${value}`}
        />
      </PlotFrame>
    </figure>
  );
}

/** Canvases do not know CSS variables: the browser works the colours out, for the theme that is shown. */
function coloursFor(canvas: HTMLCanvasElement, _scheme: 'light' | 'dark'): PlotColours {
  const style = getComputedStyle(canvas);
  return { trace: style.color, faint: style.borderTopColor, marker: style.outlineColor };
}
