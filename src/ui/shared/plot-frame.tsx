import { useEffect, useRef, useState, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { useFormat } from './format.ts';
import { percentOf, roundTicks, type TimeRange } from './time-range.ts';
import styles from './plot-frame.module.css';

/** A place on the vertical axis: `share` 0 is the bottom, 1 the top. */
export type VerticalTick = { readonly share: number; readonly text: string };

type PlotFrameProps = {
  range: TimeRange;
  verticalTicks: readonly VerticalTick[];
  verticalUnit: string;
  /** CSS height of the picture. */
  height: string;
  hasTimeAxis: boolean;
  /** What the horizontal axis counts; seconds unless another unit is said. */
  horizontalUnit?: string;
  children: ReactNode;
};

/** Axes around a picture of sound. They are text, so they follow theme, zoom and language by themselves. */
export function PlotFrame({
  range,
  verticalTicks,
  verticalUnit,
  height,
  hasTimeAxis,
  horizontalUnit = 's',
  children,
}: PlotFrameProps) {
  return (
    <div className={styles.frame}>
      <div className={styles.vertical} aria-hidden="true">
        <span className={styles.unit}>{verticalUnit}</span>
        {verticalTicks.map(({ share, text }) => (
          <span key={text} className={styles.verticalTick} style={{ bottom: `${share * 100}%` }}>
            {text}
          </span>
        ))}
      </div>
      <div className={styles.picture} style={{ height }}>
        {children}
      </div>
      {hasTimeAxis && <TimeAxis range={range} unit={horizontalUnit} />}
    </div>
  );
}

function TimeAxis({ range, unit }: { range: TimeRange; unit: string }) {
  const ref = useRef<HTMLDivElement>(null);
  const width = useWidth(ref);
  const format = useFormat();
  const startSec = Math.max(0, range.startSec);
  const share = 1 - percentOf(startSec, range) / 100;
  // A label takes about 40 px; with 72 px each they stay apart in every language.
  const { values, digits } = roundTicks(startSec, range.endSec, (share * width) / 72);
  return (
    <div ref={ref} className={styles.time} aria-hidden="true">
      {values.map((value, index) => {
        const isLast = index === values.length - 1;
        const percent = percentOf(value, range);
        const text = format.plain(value, digits);
        return (
          <span key={value} className={styles.timeTick} style={{ left: `${percent}%` }}>
            <span className={classNames(styles.timeText, isLast && percent > 90 && styles.timeTextAtEnd)}>
              {isLast ? `${text}\u00A0${unit}`.trim() : text}
            </span>
          </span>
        );
      })}
    </div>
  );
}

function useWidth(ref: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(480);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}
