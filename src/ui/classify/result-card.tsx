import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RankedLabel, Scoring } from '../../workers/protocol.ts';
import { Card } from '../shared/card.tsx';
import { ProgressBar } from '../shared/progress-bar.tsx';
import { ScoreBars } from './score-bars.tsx';
import { Timings } from './timings.tsx';
import styles from './result-card.module.css';

type ResultCardProps = {
  /** The line above the word. */
  head: ReactNode;
  word: ReactNode;
  ranked: readonly RankedLabel[];
  threshold: number | null;
  times: Pick<Scoring, 'decodeMs' | 'featuresMs' | 'modelMs'> | null;
  /** What goes on; null when nothing does. */
  busyText: string | null;
  children?: ReactNode;
};

/** The answer, the five best guesses, and how long it took. Everything has its place before it is there. */
export function ResultCard({ head, word, ranked, threshold, times, busyText, children }: ResultCardProps) {
  const { t } = useTranslation();
  return (
    <Card className={styles.card} aria-label={t('classify.result')} aria-busy={busyText !== null}>
      <div className={styles.busy}>{busyText !== null && <ProgressBar share={null} label={busyText} />}</div>
      <div className={styles.head}>{head}</div>
      <div className={styles.word}>{word}</div>
      {children}
      <ScoreBars ranked={ranked} threshold={threshold} />
      <Timings times={times} />
    </Card>
  );
}
