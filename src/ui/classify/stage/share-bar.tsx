import { classNames } from '../../shared/class-names.ts';
import styles from './share-bar.module.css';

type ShareBarProps = { share: number; threshold: number | null; isSure: boolean };

/** A probability as length, with a mark where the model is sure from. The figure beside it says the same in words. */
export function ShareBar({ share, threshold, isSure }: ShareBarProps) {
  return (
    <div className={styles.bar} aria-hidden="true">
      <div
        className={classNames(styles.share, !isSure && styles.unsure)}
        style={{ width: `${share * 100}%` }}
      />
      {threshold !== null && <div className={styles.threshold} style={{ left: `${threshold * 100}%` }} />}
    </div>
  );
}
