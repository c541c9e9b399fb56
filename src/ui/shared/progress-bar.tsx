import styles from './progress-bar.module.css';

/**
 * How far work has come.
 *
 * `share` is 0–1; null when nobody can tell. `label` names the work for screen readers,
 * `text` says the share in words ("120 of 300 clips").
 */
export function ProgressBar({ share, label, text }: { share: number | null; label: string; text?: string }) {
  const percent = share === null ? undefined : Math.round(Math.min(1, Math.max(0, share)) * 100);
  return (
    <div
      className={styles.track}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={text}
    >
      {percent === undefined ? (
        <div className={styles.unknown} />
      ) : (
        <div className={styles.done} style={{ transform: `scaleX(${percent / 100})` }} />
      )}
    </div>
  );
}
