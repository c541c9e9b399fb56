import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { Card } from '../../shared/card.tsx';
import { ErrorNote } from '../../shared/error-note.tsx';
import { useDelayed } from '../../shared/use-delayed.ts';
import { JudgedSentence } from './judged-sentence.tsx';
import { ScoreTable } from './score-table.tsx';
import type { PlaygroundSession } from './session/playground-session.ts';
import type { PlaygroundState } from './session/playground-state.ts';
import { TextBox } from './text-box.tsx';
import styles from './language-card.module.css';

type TryCardProps = { session: PlaygroundSession; state: PlaygroundState };

/** How well a sentence, or a longer text, was to be expected; by both models where both are there. */
export function TryCard({ session, state }: TryCardProps) {
  const { t } = useTranslation();
  const { attempt, judged, attemptError, kind, models, busy } = state;
  const isSlow = useDelayed(state.isJudging, 300);
  const shown = judged[kind];
  const numDrawn = shown?.sentences.reduce((sum, words) => sum + words.length, 0) ?? 0;
  const other = kind === 'ngram' ? 'hmm' : 'ngram';
  return (
    <Card className={styles.card} aria-labelledby="language-try">
      <div className={styles.head}>
        <h2 id="language-try" className={styles.title}>
          {t('sequence.try.title')}
        </h2>
      </div>
      <TextBox
        label={t('sequence.try.label')}
        isLabelVisible={false}
        source={attempt}
        rows={2}
        accept=".txt,text/plain"
        fileButton={t('sequence.try.open')}
        testId="attempt-input"
        status={isSlow ? t('sequence.try.judging') : ''}
        onChange={(source) => session.setAttempt(source)}
        onFiles={(files) => void session.openAttempt(files)}
      />
      {attemptError !== null && <ErrorNote error={attemptError} />}
      {shown !== null && (
        <>
          {Array.from(shown.sentences.entries(), ([place, words]) => (
            <JudgedSentence key={place} words={words} number={place + 1} />
          ))}
          <p className={styles.note}>
            {t(kind === 'ngram' ? 'sequence.try.legend' : 'sequence.try.legendHmm')}
            {numDrawn < shown.score.tokens && ` ${t('sequence.try.cut')}`}
          </p>
          <ScoreTable state={state} />
        </>
      )}
      {models[other] === null && (
        <div className={styles.head}>
          <p className={styles.note}>{t(`sequence.try.compare.${other}`)}</p>
          <Button disabled={busy !== null} icon="play" onClick={() => void session.train(other)}>
            {t(`sequence.try.trainOther.${other}`)}
          </Button>
        </div>
      )}
    </Card>
  );
}
