import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { Card } from '../../shared/card.tsx';
import { useFormat } from '../../shared/format.ts';
import { ProgressBar } from '../../shared/progress-bar.tsx';
import { isBusy, secLeft, type TrainingRun } from '../session/training-run.ts';
import type { TrainSession } from '../session/train-session.ts';
import styles from './run-head.module.css';

/** What is being trained, how far it is, and the ways to hold or end it. */
export function RunHead({ session, run }: { session: TrainSession; run: TrainingRun }) {
  const { t } = useTranslation();
  const { status } = run;
  return (
    <Card className={styles.head} aria-labelledby="train-run-title">
      <div className={styles.row}>
        <div className={styles.names}>
          <h2 id="train-run-title" className={styles.title} title={run.title}>
            <bdi>{run.title}</bdi>
          </h2>
          <p className={styles.about}>
            {run.backend === null
              ? t('train.run.starting')
              : t('train.run.on', { backend: t(`app.backendName.${run.backend.name}`) })}
          </p>
        </div>
        {isBusy(run) && (
          <div className={styles.actions}>
            <Button
              icon={status === 'paused' ? 'play' : 'pause'}
              disabled={status === 'preparing' || status === 'stopping'}
              onClick={() => void session.pause(status !== 'paused')}
            >
              {t(status === 'paused' ? 'train.run.resume' : 'train.run.pause')}
            </Button>
            <Button
              icon="check"
              disabled={status === 'preparing' || status === 'stopping'}
              title={t('train.run.stopHint')}
              onClick={() => void session.stop()}
            >
              {t('train.run.stop')}
            </Button>
            <Button
              kind="quiet"
              icon="close"
              title={t('train.run.cancelHint')}
              onClick={() => session.cancel()}
            >
              {t('train.run.cancel')}
            </Button>
          </div>
        )}
      </div>
      <RunProgress run={run} />
    </Card>
  );
}

function RunProgress({ run }: { run: TrainingRun }) {
  const { t } = useTranslation();
  const words = useProgressWords(run);
  const { prepared, step, numSteps } = run;
  const share =
    prepared !== null && prepared.total > 0
      ? prepared.done / prepared.total
      : numSteps === 0
        ? null
        : step / numSteps;
  return (
    <div>
      <div className={styles.bar} data-busy={isBusy(run)}>
        <ProgressBar share={share} label={t('train.run.training')} text={words} />
      </div>
      <p className={styles.status} data-status={run.status} data-testid="training-status">
        {words}
      </p>
      <p className="visually-hidden" role="status">
        {t(`train.run.status.${run.status}`)}
      </p>
    </div>
  );
}

function useProgressWords(run: TrainingRun): string {
  const { t } = useTranslation();
  const format = useFormat();
  const { status, prepared, epochs, numSteps, stepsPerEpoch, step } = run;
  const numEpochs = Math.ceil(numSteps / stepsPerEpoch);
  if (status === 'done' || status === 'cancelled' || status === 'failed') {
    return t(`train.run.ended.${status}`, { count: epochs.length, epochs: format.count(epochs.length) });
  }
  if (prepared !== null) {
    const { done, total } = prepared;
    return t('train.run.preparing', { done: format.count(done), total: format.count(total), count: total });
  }
  if (numSteps === 0) return t('train.run.starting');
  const sec = secLeft(run);
  const left =
    sec === null || status === 'paused'
      ? null
      : sec < 90
        ? t('train.run.secLeft', { count: Math.max(1, Math.ceil(sec)) })
        : t('train.run.minLeft', { count: Math.ceil(sec / 60) });
  const epoch = Math.min(numEpochs, epochs.length + 1);
  const words = [
    status === 'running' ? null : t(`train.run.status.${status}`),
    t('train.run.epoch', { epoch: format.count(epoch), count: numEpochs, epochs: format.count(numEpochs) }),
    t('train.run.step', { step: format.count(step), count: numSteps, steps: format.count(numSteps) }),
    left,
  ];
  return words.filter((part) => part !== null).join(' · ');
}
