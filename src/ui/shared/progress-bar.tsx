import styles from './progress-bar.module.css';

/**
 * How far work has come.
 *
 * `share` is 0–1; null when nobody can tell. `label` names the work for screen readers,
 * `text` says the share in words ("120 of 300 clips").
 */
export function ProgressBar({ share, label, text }: { share: number | null; label: string; text?: string }) {
  const value = share === null ? undefined : Math.min(1, Math.max(0, share));
  return <progress className={styles.bar} aria-label={label} aria-valuetext={text} max={1} value={value} />;
}
