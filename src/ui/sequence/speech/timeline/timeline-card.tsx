import { type ReactNode, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../shared/button.tsx';
import { Card } from '../../../shared/card.tsx';
import { ProgressBar } from '../../../shared/progress-bar.tsx';
import { useDelayed } from '../../../shared/use-delayed.ts';
import { wordsOf } from '../result/compare-sentences.ts';
import { useOriginText } from '../use-origin-text.ts';
import type { Speech } from '../use-speech.ts';
import { Timeline } from './timeline.tsx';
import styles from './timeline-card.module.css';

/** Quicker work shows no progress. */
const patienceMs = 300;

/** The sentence that was heard, in large letters, and when its words were said. */
export function TimelineCard({ speech, actions }: { speech: Speech; actions: ReactNode }) {
  const { t } = useTranslation();
  const { session } = speech;
  const state = useSyncExternalStore(session.subscribe, session.getSnapshot);
  const { heard, decoded, spoken, isScoring, share } = state;
  const isSlow = useDelayed(isScoring, patienceMs);
  const name = useOriginText();
  const chosen = decoded?.chosen ?? null;
  return (
    <Card className={styles.card} aria-labelledby="speech-name" aria-busy={isScoring}>
      <div className={styles.head}>
        <h2 id="speech-name" className={styles.name}>
          <bdi>{heard === null ? t('speech.nothing') : name(heard.origin)}</bdi>
        </h2>
        <div className={styles.progress}>
          {isSlow && (
            <>
              <span>{t('speech.scoring')}</span>
              <ProgressBar share={share} label={t('speech.scoring')} />
              <Button kind="quiet" onClick={() => session.cancel()}>
                {t('speech.cancel')}
              </Button>
            </>
          )}
        </div>
        {actions}
      </div>
      <p className={styles.sentence} role="status" aria-label={t('speech.sentence')} data-testid="sentence">
        {spoken === null ? (
          <bdi>{chosen === null ? '' : wordsOf(chosen.nBest[0]).join(' ') || t('speech.noWords')}</bdi>
        ) : (
          <bdi className={styles.spoken}>{[...spoken, '…'].join(' ')}</bdi>
        )}
      </p>
      {chosen?.isComplete === false && <p className={styles.caution}>{t('speech.unfinished')}</p>}
      {heard === null ? (
        <p className={styles.empty}>{t('speech.nothingHint')}</p>
      ) : (
        <Timeline speech={speech} heard={heard} decoding={chosen} name={name(heard.origin)} />
      )}
    </Card>
  );
}
