import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { Card } from '../../shared/card.tsx';
import { ErrorNote } from '../../shared/error-note.tsx';
import { useComparison } from '../evaluation-context.tsx';
import { useSavedRunWords } from '../runs/use-saved-run-words.ts';
import type { EvaluationRun } from '../session/evaluation-run.ts';
import { useRunWords } from '../use-run-words.ts';
import styles from './compare.module.css';
import type { OtherRun } from './compare-session.ts';
import { OtherChoice } from './other-choice.tsx';
import { RunningOther } from './running-other.tsx';

type CompareHeadProps = { run: EvaluationRun; other: OtherRun | null };

/** Which two runs are compared, and ways to choose the second. */
export function CompareHead({ run, other }: CompareHeadProps) {
  const { t } = useTranslation();
  const { comparison, state } = useComparison();
  const words = useRunWords(run);
  const saved = useSavedRunWords();
  return (
    <Card className={styles.head} aria-labelledby="evaluate-compare-title" aria-busy={state.isReading}>
      <h3 id="evaluate-compare-title" className={styles.title}>
        {t('evaluate.compare.title')}
      </h3>
      <dl className={styles.names}>
        <Named letter={t('evaluate.compare.a')} name={words.model} about={words.data} />
        {other !== null && (
          <Named letter={t('evaluate.compare.b')} name={other.name} about={saved.about(other.record)} />
        )}
      </dl>
      {state.error !== null && <ErrorNote error={state.error.error} subject={state.error.subject} />}
      {state.running !== null && <RunningOther running={state.running} />}
      {other === null && state.running === null && <OtherChoice run={run} />}
      {other !== null && (
        <div className={styles.actions}>
          <Button icon="retry" onClick={() => comparison.clear()}>
            {t('evaluate.compare.another')}
          </Button>
          {other.isNew && (
            <Button icon="download" onClick={() => void comparison.keepOther(saved.about(other.record))}>
              {t('evaluate.compare.keep')}
            </Button>
          )}
        </div>
      )}
    </Card>
  );
}

function Named({ letter, name, about }: { letter: string; name: string; about: string }) {
  return (
    <div>
      <dt className={styles.letter}>{letter}</dt>
      <dd>
        <strong>
          <bdi>{name === '' ? about : name}</bdi>
        </strong>
        {name !== '' && (
          <span className={styles.soft} dir="auto">
            {about}
          </span>
        )}
      </dd>
    </div>
  );
}
