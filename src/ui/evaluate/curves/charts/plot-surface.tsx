import type { KeyboardEvent, PointerEvent, ReactNode } from 'react';
import { plotInsets } from './chart-line.ts';
import styles from './charts.module.css';

type PlotSurfaceProps = {
  /** The chart; it fills its place. */
  children: ReactNode;
  /** Where the pointer is, as shares of the plot: x from the left, y from below. */
  onPoint: (x: number, y: number) => void;
  /** Only while a button is down. */
  needsPress?: boolean;
  /** A ring over the plot, as shares of it, in a colour. */
  mark?: { readonly x: number; readonly y: number; readonly colour: string } | null;
  /** A part of the plot's width, as shares of it. */
  band?: { readonly from: number; readonly to: number } | null;
  /** Reads the chart by keys, where that is not done elsewhere. */
  keys?: { readonly label: string; readonly onKey: (key: string) => boolean };
};

/** A chart under a surface that takes pointer and keys, so that the chart itself is drawn only once. */
export function PlotSurface(props: PlotSurfaceProps) {
  const { children, onPoint, needsPress = false, mark = null, band = null, keys } = props;
  const point = (event: PointerEvent) => {
    if (needsPress && event.buttons === 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    onPoint(
      Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)),
      Math.min(1, Math.max(0, 1 - (event.clientY - box.top) / box.height)),
    );
  };
  const press = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    point(event);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (keys?.onKey(event.key) === true) event.preventDefault();
  };
  return (
    <div className={styles.plot}>
      <div className={styles.drawing} aria-hidden="true">
        {children}
      </div>
      <div
        className={styles.surface}
        style={insets}
        onPointerDown={press}
        onPointerMove={point}
        {...(keys === undefined
          ? { 'aria-hidden': true }
          : { role: 'application', tabIndex: 0, 'aria-label': keys.label, onKeyDown })}
      >
        {band !== null && (
          <span
            className={styles.band}
            style={{ left: `${band.from * 100}%`, width: `${(band.to - band.from) * 100}%` }}
          />
        )}
        {mark !== null && (
          <span
            className={styles.mark}
            style={{ left: `${mark.x * 100}%`, bottom: `${mark.y * 100}%`, borderColor: mark.colour }}
          />
        )}
      </div>
    </div>
  );
}

const insets = {
  top: plotInsets.top,
  right: plotInsets.right,
  bottom: plotInsets.bottom,
  left: plotInsets.left,
};
