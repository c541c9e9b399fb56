import { useTransition } from 'react';
import { useTranslation } from 'react-i18next';
import type { UnfinishedTraining } from '../../workers/training-protocol.ts';
import { Button } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { useFormat } from '../shared/format.ts';
import styles from './unfinished-note.module.css';

type UnfinishedNoteProps = {
  unfinished: UnfinishedTraining;
  onGoOn: () => void;
  onDiscard: () => Promise<void>;
};

/** Offers to go on with a training that the tab was closed on. */
export function UnfinishedNote({ unfinished, onGoOn, onDiscard }: UnfinishedNoteProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [isDiscarding, startDiscarding] = useTransition();
  const { title, numClips, epoch, numEpochs } = unfinished;
  return (
    <Card className={styles.note} aria-labelledby="train-unfinished">
      <div className={styles.words}>
        <h2 id="train-unfinished" className={styles.title}>
          {t('train.unfinished.title')}
        </h2>
        <p>
          {t('train.unfinished.text', {
            title,
            clips: format.count(numClips),
            count: numClips,
            epoch: format.count(epoch),
            epochs: numEpochs === null ? '–' : format.count(numEpochs),
          })}
        </p>
      </div>
      <Button kind="primary" icon="play" disabled={isDiscarding} onClick={onGoOn}>
        {t('train.unfinished.goOn')}
      </Button>
      <Button icon="trash" disabled={isDiscarding} onClick={() => startDiscarding(onDiscard)}>
        {t('train.unfinished.discard')}
      </Button>
    </Card>
  );
}
