import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { Card } from '../../shared/card.tsx';
import { ErrorNote } from '../../shared/error-note.tsx';
import { Heatmap } from '../../shared/matrix/heatmap.tsx';
import { isBusy, type TrainingRun } from '../session/training-run.ts';
import type { TrainSession } from '../session/train-session.ts';
import { CurvesCard } from './curves-card.tsx';
import { DoneCard } from './done-card.tsx';
import { RunFigures } from './run-figures.tsx';
import { RunHead } from './run-head.tsx';
import { RunNotes } from './run-notes.tsx';
import styles from './run-view.module.css';

type RunViewProps = { session: TrainSession; run: TrainingRun };

/** Is it learning: two curves, the figures of now, the matrix of the clips it does not learn from. */
export function RunView({ session, run }: RunViewProps) {
  const { t } = useTranslation();
  const hasEpochs = run.epochs.length > 0;
  return (
    <>
      <RunHead session={session} run={run} />
      {run.error !== null && <ErrorNote error={run.error} subject={run.title} />}
      <RunNotes run={run} />
      {run.outcome !== null && <DoneCard session={session} run={run} outcome={run.outcome} />}
      {(isBusy(run) || hasEpochs) && (
        <>
          <RunFigures run={run} />
          <div className={styles.pair}>
            <CurvesCard run={run} />
            <Card aria-labelledby="train-matrix-title">
              <h3 id="train-matrix-title" className={styles.title}>
                {t('matrix.name')}
              </h3>
              <p className={styles.about}>
                {run.numValidation === 0
                  ? t('train.run.noValidation')
                  : t('train.run.matrixAbout', { title: run.title, epoch: epochOfMatrix(run) })}
              </p>
              {run.confusion === null ? (
                <p className={styles.waiting}>{run.numValidation > 0 && t('train.run.afterEpoch')}</p>
              ) : (
                <Heatmap labels={run.labels} counts={run.confusion} selected={null} />
              )}
            </Card>
          </div>
        </>
      )}
      {!isBusy(run) && (
        <div>
          <Button icon="settings" onClick={() => session.leaveRun()}>
            {t('train.run.back')}
          </Button>
        </div>
      )}
    </>
  );
}

/** While it trains the matrix is the last epoch's, at the end the best one's. */
function epochOfMatrix({ outcome, best, epochs }: TrainingRun): number {
  return outcome === null ? Math.max(1, epochs.length) : (best ?? epochs.length);
}
