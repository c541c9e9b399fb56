import { classNames } from './class-names.ts';
import { percentOf, type TimeRange } from './time-range.ts';
import styles from './heard-window.module.css';

type HeardWindowProps = { heard: TimeRange; range: TimeRange; isOnSpectrogram?: boolean };

/** Marks what the model heard: its two edges, and everything else dimmed. */
export function HeardWindow({ heard, range, isOnSpectrogram = false }: HeardWindowProps) {
  const start = clampPercent(percentOf(heard.startSec, range));
  const end = clampPercent(percentOf(heard.endSec, range));
  return (
    <div className={classNames(styles.layer, isOnSpectrogram && styles.onSpectrogram)} aria-hidden="true">
      <div className={styles.unheard} style={{ left: 0, width: `${start}%` }} />
      <div className={styles.heard} style={{ left: `${start}%`, width: `${end - start}%` }} />
      <div className={styles.unheard} style={{ left: `${end}%`, right: 0 }} />
    </div>
  );
}

function clampPercent(value: number): number {
  return Math.min(100, Math.max(0, value));
}
