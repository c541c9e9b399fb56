import { useEffect, useRef, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { Icon } from '../../shared/icon.tsx';
import type { Teach } from './use-teach.ts';
import styles from './recording-box.module.css';

/** Sounds below this level leave the bar empty. */
const quietestDbfs = -60;

type RecordingBoxProps = { sessions: Teach; word: string; numTakes: number };

/** While a word is recorded: when to speak, how loud it is, and what became of the last take. */
export function RecordingBox({ sessions: { recording, microphone }, word, numTakes }: RecordingBoxProps) {
  const { t } = useTranslation();
  const { countdown, takes, refusal, goal } = useSyncExternalStore(
    recording.subscribe,
    recording.getSnapshot,
  );
  const { phase } = useSyncExternalStore(microphone.subscribe, microphone.getSnapshot);
  const level = useRef<HTMLSpanElement>(null);
  useEffect(
    () =>
      microphone.watchLevel((measured) => {
        const share = measured === null ? 0 : Math.min(1, Math.max(0, 1 - measured.peakDbfs / quietestDbfs));
        level.current?.style.setProperty('inline-size', `${share * 100}%`);
      }),
    [microphone],
  );
  const asks =
    phase === 'opening'
      ? t('classify.opening')
      : countdown === null
        ? t('train.teach.say', { word })
        : t('train.teach.soon', { word });
  return (
    <div className={styles.box} data-testid="recording">
      <p className={styles.say} role="status">
        {countdown !== null && phase === 'open' && <span className={styles.count}>{countdown}</span>}
        <span dir="auto">{asks}</span>
      </p>
      <div className={styles.track} aria-hidden="true">
        <span ref={level} className={styles.level} />
      </div>
      <p className={styles.state} role="status">
        {refusal === null ? (
          t('train.teach.progress', { count: numTakes, wanted: goal })
        ) : (
          <span className={styles.refusal} data-testid="take-refused">
            <Icon name="warning" size={18} /> {t(`errors.${refusal.code}`, refusal.details)}
          </span>
        )}
      </p>
      <div className={styles.actions}>
        <Button icon="retry" disabled={takes.length === 0} onClick={() => recording.again()}>
          {t('train.teach.again')}
        </Button>
        <Button kind="primary" icon="stop" onClick={() => recording.stop()}>
          {t('train.teach.stop')}
        </Button>
      </div>
    </div>
  );
}
