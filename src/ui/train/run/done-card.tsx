import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { Card } from '../../shared/card.tsx';
import { downloadFile } from '../../shared/download-file.ts';
import { fileNameOf } from '../../shared/file-name.ts';
import { useFormat } from '../../shared/format.ts';
import { Icon } from '../../shared/icon.tsx';
import { useRecogniser } from '../../shared/recogniser-context.tsx';
import type { TrainingOutcome, TrainingRun } from '../session/training-run.ts';
import type { TrainSession } from '../session/train-session.ts';
import styles from './done-card.module.css';

type DoneCardProps = { session: TrainSession; run: TrainingRun; outcome: TrainingOutcome };

/** The model is there: use it, save it, or throw it away. */
export function DoneCard({ session, run, outcome }: DoneCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { recogniser } = useRecogniser();
  const { model, isDiscarded } = outcome;
  if (isDiscarded) {
    return (
      <Card className={styles.card}>
        <p className={styles.words} role="status">
          {t('train.done.discarded', { title: model.title })}
        </p>
        <Button icon="undo" onClick={() => void session.undoDiscard()}>
          {t('train.done.undo')}
        </Button>
      </Card>
    );
  }
  const use = (panel: 'classify' | 'evaluate') => {
    recogniser.setModel(model.name);
    location.hash = panel;
  };
  return (
    <Card className={styles.card} aria-labelledby="train-done">
      <div className={styles.words}>
        <h3 id="train-done" className={styles.title}>
          <Icon name="check" /> {t('train.done.title', { title: model.title })}
        </h3>
        <p className={styles.about}>
          {t('train.done.about', {
            best: format.count(run.best ?? run.epochs.length),
            size: sizeWords(model.zip.size),
          })}
        </p>
      </div>
      <div className={styles.actions}>
        <Button kind="primary" icon="microphone" onClick={() => use('classify')}>
          {t('train.done.classify')}
        </Button>
        <Button icon="chart" onClick={() => use('evaluate')}>
          {t('train.done.evaluate')}
        </Button>
        <Button
          icon="download"
          onClick={() => downloadFile(fileNameOf([model.title], 'zip'), model.zip)}
          data-testid="save-model"
        >
          {t('train.done.save')}
        </Button>
        <Button kind="quiet" icon="trash" onClick={() => void session.discardModel()}>
          {t('train.done.discard')}
        </Button>
      </div>
    </Card>
  );

  function sizeWords(bytes: number): string {
    return `${format.count(Math.max(1, bytes / 1000))}\u00A0kB`;
  }
}
