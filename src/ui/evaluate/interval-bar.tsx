import styles from './interval-bar.module.css';

type IntervalBarProps = { share: number; interval: readonly [low: number, high: number] };

/** A share with its interval, on a line from 0 to 100 %. Says nothing to a screen reader: the figures stand beside it. */
export function IntervalBar({ share, interval: [low, high] }: IntervalBarProps) {
  return (
    <span className={styles.range} aria-hidden="true">
      <span className={styles.interval} style={{ left: `${low * 100}%`, width: `${(high - low) * 100}%` }} />
      <span className={styles.mark} style={{ left: `${share * 100}%` }} />
    </span>
  );
}
