import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../shared/icon.tsx';
import { classNames } from '../../shared/class-names.ts';
import { usePlayer } from '../../shared/player.ts';
import type { Take } from './teach-session.ts';
import styles from './take-chip.module.css';

type TakeChipProps = { take: Take; number: number; onRemove: () => void };

const height = 24;

/** A take: press it to hear it. */
export const TakeChip = memo(
  function TakeChip({ take, number, onRemove }: TakeChipProps) {
    const { t } = useTranslation();
    const { isPlaying, toggle } = usePlayer(`take:${take.id}`);
    return (
      <span className={classNames(styles.chip, isPlaying && styles.playing)}>
        <button
          type="button"
          className={styles.play}
          aria-label={t(isPlaying ? 'train.teach.stopTake' : 'train.teach.playTake', { number })}
          aria-pressed={isPlaying}
          onClick={() => void toggle(take.wav).catch(() => undefined)}
        >
          <svg
            viewBox={`0 0 ${take.envelope.length} ${height}`}
            preserveAspectRatio="none"
            aria-hidden="true"
            className={styles.wave}
          >
            <path d={wavePath(take.envelope)} />
          </svg>
        </button>
        <button
          type="button"
          className={styles.remove}
          aria-label={t('train.teach.removeTake', { number })}
          onClick={onRemove}
        >
          <Icon name="close" size={14} />
        </button>
      </span>
    );
  },
  (former, next) => former.take === next.take && former.number === next.number,
);

function wavePath(envelope: Uint8Array): string {
  return Array.from(envelope, (peak, column) => {
    const half = Math.max(0.5, (peak / 255) * (height / 2 - 1));
    return `M${column + 0.5} ${(height / 2 - half).toFixed(1)}V${(height / 2 + half).toFixed(1)}`;
  }).join('');
}
