import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { thresholdOf } from '../../core/models/live-detector.ts';
import { useFormat } from '../shared/format.ts';
import { useRecogniser } from '../shared/recogniser-context.tsx';
import { BigWord } from '../shared/listen/big-word.tsx';
import type { LiveSession, LiveWord } from '../shared/listen/live-session.ts';
import { FormerWords } from './former-words.tsx';
import { ResultCard } from './result-card.tsx';
import styles from './live-result.module.css';

/** What live mode hears: the last word, those before it, and the scores of this moment. */
export function LiveResult({ live }: { live: LiveSession }) {
  const { t } = useTranslation();
  const { metadata } = useRecogniser().state;
  const state = useSyncExternalStore(live.subscribe, live.getSnapshot);
  const { newest, smoothed, words, isListening } = state;
  const ranked =
    metadata === null || smoothed === null || newest?.isSilent === true
      ? []
      : metadata.labels
          .map((label, index) => ({ label, score: smoothed[index] ?? 0 }))
          .sort((a, b) => b.score - a.score);
  const [best] = ranked;
  const threshold = best === undefined || metadata === null ? null : thresholdOf(best.label, metadata.live);
  const busyText = isListening && newest === null ? t('classify.busy') : null;
  return (
    <ResultCard
      head={<LiveRate numPredictions={state.numPredictions} perSec={state.predictionsPerSec} />}
      word={<LastWord words={words} isListening={isListening} />}
      ranked={ranked}
      threshold={threshold}
      times={newest}
      busyText={busyText}
    >
      <FormerWords words={words.slice(1)} className={styles.words} />
    </ResultCard>
  );
}

function LastWord({ words, isListening }: { words: readonly LiveWord[]; isListening: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [last] = words;
  if (last === undefined) {
    const text = isListening ? t('classify.live.listening') : t('classify.live.ended');
    return <BigWord text={text} isFaint caption={t('classify.live.noWord')} />;
  }
  const caption = t('classify.live.heardAt', {
    share: format.percent(last.score),
    time: format.sec(last.timeSec),
  });
  return <BigWord text={last.label} isFaint={false} caption={caption} />;
}

function LiveRate({ numPredictions, perSec }: { numPredictions: number; perSec: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <p data-testid="live-rate" data-predictions={numPredictions}>
      {t('classify.live.rate', { count: numPredictions, rate: format.plain(perSec, 1) })}
    </p>
  );
}
