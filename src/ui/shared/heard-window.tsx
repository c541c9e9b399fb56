import { percentOf, type TimeRange } from './time-range.ts';
import styles from './heard-window.module.css';

/** Marks what the model heard: its two edges, and everything else dimmed. */
export function HeardWindow({ heard, range }: { heard: TimeRange; range: TimeRange }) {
  const start = clampPercent(percentOf(heard.startSec, range));
  const end = clampPercent(percentOf(heard.endSec, range));
  return (
    <div className={styles.layer} aria-hidden="true">
      <div className={styles.unheard} style={{ left: 0, width: `${start}%` }} />
      <div className={styles.heard} style={{ left: `${start}%`, width: `${end - start}%` }} />
      <div className={styles.unheard} style={{ left: `${end}%`, right: 0 }} />
    </div>
  );
}

function clampPercent(value: number): number {
  return Math.min(100, Math.max(0, value));
}
