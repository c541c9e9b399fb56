import { useTranslation } from 'react-i18next';
import { Button } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { ErrorNote } from '../shared/error-note.tsx';
import { FolderButton } from '../shared/folder/folder-button.tsx';
import { UnreadableFiles } from '../shared/folder/unreadable-files.tsx';
import { useFormat } from '../shared/format.ts';
import { LabelWords } from '../shared/labels/label-words.tsx';
import { LabelNotes } from '../shared/labels/label-notes.tsx';
import { ProgressBar } from '../shared/progress-bar.tsx';
import { DataCard } from './data-card.tsx';
import { useOpeningWords } from './empty-view.tsx';
import type { TrainingData, TrainSession, TrainState } from './session/train-session.ts';
import { NetworkFacts } from './settings/network-facts.tsx';
import { SettingsCard } from './settings/settings-card.tsx';
import styles from './setup-view.module.css';

type SetupViewProps = {
  session: TrainSession;
  state: TrainState;
  data: TrainingData;
  onChoose: (files: FileList) => void;
};

/** What will be trained, on what; everything is ready for one press. */
export function SetupView({ session, state, data, onChoose }: SetupViewProps) {
  const { t } = useTranslation();
  const { summary, config, network } = state;
  const opening = useOpeningWords(state.opening);
  const canStart =
    summary !== null &&
    summary.problem === null &&
    config.error === null &&
    state.opening === null &&
    !state.isElsewhere;
  return (
    <>
      <Card className={styles.head} aria-labelledby="train-data-title">
        <div className={styles.row}>
          <div className={styles.names}>
            <h2 id="train-data-title" className={styles.title} title={data.name}>
              <bdi>{data.name}</bdi>
            </h2>
            <DataWords data={data} state={state} />
          </div>
          <div className={styles.actions}>
            <Button
              kind="primary"
              icon="play"
              disabled={!canStart}
              data-testid="start-training"
              onClick={() => void session.start()}
            >
              {t('train.start')}
            </Button>
            <FolderButton kind="plain" onChoose={onChoose}>
              {t('train.otherFolder')}
            </FolderButton>
            <Button kind="quiet" icon="close" onClick={() => session.close()}>
              {t('train.close')}
            </Button>
          </div>
        </div>
        <NetworkFacts network={network} isWaiting={canStart} />
        {opening !== null && (
          <div role="status">
            <ProgressBar share={opening.share} label={opening.text} />
            <p className={styles.opening}>{opening.text}</p>
          </div>
        )}
      </Card>
      {summary !== null && summary.problem !== null && (
        <ErrorNote error={summary.problem} subject={data.name} />
      )}
      <div className={styles.pair}>
        <SettingsCard session={session} state={state} />
        <div className={styles.column}>
          <DataCard summary={summary} merged={data.planned?.plan.labelled.merged ?? []} />
          {data.planned !== null && <LabelNotes data={data.planned} />}
          {data.skipped.length > 0 && <UnreadableFiles id="train-skipped" files={data.skipped} />}
        </div>
      </div>
    </>
  );
}

function DataWords({ data, state }: { data: TrainingData; state: TrainState }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { summary } = state;
  const { numClips } = data;
  const parts = [t('train.data.clips', { count: numClips, clips: format.count(numClips) })];
  if (summary !== null) {
    parts.push(t('train.data.labels', { count: summary.labels.length }));
    if (summary.numSpeakers !== null) parts.push(t('train.data.speakers', { count: summary.numSpeakers }));
    parts.push(
      summary.totalSec < 120
        ? t('train.data.seconds', { count: Math.round(summary.totalSec) })
        : t('train.data.minutes', { count: Math.round(summary.totalSec / 60) }),
    );
  }
  return (
    <p className={styles.about}>
      {parts.join(' · ')}
      {data.planned !== null && <LabelWords plan={data.planned.plan} />}
    </p>
  );
}
