import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { RankedLabel, Scoring } from '../../workers/protocol.ts';
import { Card } from '../shared/card.tsx';
import { useFormat } from '../shared/format.ts';
import { ProgressBar } from '../shared/progress-bar.tsx';
import { useRecogniser } from '../shared/recogniser-context.tsx';
import { BigWord } from './big-word.tsx';
import { useLabelText } from './label-text.ts';
import { ScoreBars } from './score-bars.tsx';
import { Timings } from './timings.tsx';
import styles from './result-card.module.css';

type ResultCardProps = {
  word: ReactNode;
  ranked: readonly RankedLabel[];
  threshold: number | null;
  times: Pick<Scoring, 'decodeMs' | 'featuresMs' | 'modelMs'> | null;
  /** What goes on; null when nothing does. */
  busyText: string | null;
  children?: ReactNode;
};

/** The answer, the five best guesses, and how long it took. Everything has its place before it is there. */
export function ResultCard({ word, ranked, threshold, times, busyText, children }: ResultCardProps) {
  const { t } = useTranslation();
  return (
    <Card className={styles.card} aria-label={t('classify.result')} aria-busy={busyText !== null}>
      <div className={styles.busy}>{busyText !== null && <ProgressBar share={null} label={busyText} />}</div>
      <div className={styles.word}>{word}</div>
      {children}
      <ScoreBars ranked={ranked} threshold={threshold} />
      <Timings times={times} />
    </Card>
  );
}

/** The word of one clip; grey and "not sure" below its threshold. */
export function ClipWord({ scoring }: { scoring: Scoring }) {
  const { t } = useTranslation();
  const format = useFormat();
  const labelText = useLabelText();
  const [first] = scoring.ranked;
  if (scoring.isSilent || first === undefined) {
    return <BigWord text={t('classify.role.silence')} isFaint caption={t('classify.nothingHeard')} />;
  }
  const { text, role } = labelText(first.label);
  const share = format.percent(first.score);
  return (
    <BigWord
      text={text}
      isFaint={!scoring.isSure || role !== 'word'}
      caption={scoring.isSure ? share : t('classify.notSure', { share })}
      isCaution={!scoring.isSure}
    />
  );
}

/** Before the first clip: what can be said. */
export function WordPrompt() {
  const { t } = useTranslation();
  const { model, metadata } = useRecogniser().state;
  const words = metadata?.labels.filter((label) => metadata.roles.get(label) === 'word');
  return (
    <div className={styles.prompt}>
      <p className={styles.promptTitle}>{t('classify.prompt')}</p>
      <p className={styles.promptWords}>{words?.join(' · ') ?? t(`app.modelHint.${model}`)}</p>
    </div>
  );
}
