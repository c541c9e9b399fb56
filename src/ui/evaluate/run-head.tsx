import { useTranslation } from 'react-i18next';
import type { ClipEdit } from '../../core/evaluation/run-record.ts';
import { Button } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { useFormat } from '../shared/format.ts';
import { ProgressBar } from '../shared/progress-bar.tsx';
import { useModelWords } from '../shared/use-model-words.ts';
import type { ModelName } from '../../workers/protocol.ts';
import { LabelWords } from '../shared/labels/label-words.tsx';
import type { FolderPlan } from '../shared/folder/folder-plan.ts';
import { FolderButton } from '../shared/folder/folder-button.tsx';
import { ExportButtons } from './export-buttons.tsx';
import { SaveRun } from './runs/save-run.tsx';
import { SavedRunsButton } from './runs/saved-runs-button.tsx';
import { type EvaluationRun, isBusy, numClipsOf } from './session/evaluation-run.ts';
import type { SavedAs } from './session/evaluation-session.ts';
import { useRunWords } from './use-run-words.ts';
import styles from './run-head.module.css';

type RunHeadProps = {
  run: EvaluationRun;
  edits: readonly ClipEdit[];
  /** Says where its labels come from. */
  plan: FolderPlan | null;
  savedAs: SavedAs | null;
  splits: readonly string[];
  /** The model that a further run would use, where it is another. */
  otherModel: ModelName | null;
  onCancel: () => void;
  onAgain: (split?: string) => void;
  onChoose: (files: FileList) => void;
  onLabels: () => void;
};

/** Which data, which split, which model; how far; and what can be done with it. */
export function RunHead(props: RunHeadProps) {
  const { run, edits, plan, savedAs, splits, otherModel, onCancel, onAgain, onChoose, onLabels } = props;
  const { t } = useTranslation();
  const words = useRunWords(run);
  const { title } = useModelWords();
  const isRunning = isBusy(run);
  const aboutParts = [
    words.split,
    words.model === '' ? '' : t('evaluate.run.model', { model: words.model }),
    words.backend,
  ];
  return (
    <Card className={styles.head} aria-labelledby="evaluate-run-title">
      <div className={styles.row}>
        <div className={styles.names}>
          <h2 id="evaluate-run-title" className={styles.title} title={run.dataName}>
            <bdi>{run.dataName}</bdi>
          </h2>
          <p className={styles.about}>
            {aboutParts.filter((part) => part !== '').join(' · ')}
            {plan !== null && <LabelWords plan={plan} />}
          </p>
        </div>
        {splits.length > 1 && (
          <SplitChoice splits={splits} chosen={run.split} onChoose={(split) => onAgain(split)} />
        )}
        <div className={styles.actions}>
          <ExportButtons run={run} edits={edits} />
          {isRunning ? (
            <Button icon="stop" onClick={onCancel}>
              {t('evaluate.run.cancel')}
            </Button>
          ) : run.isWithoutSound ? null : (
            <Button icon="retry" onClick={() => onAgain()}>
              {otherModel === null
                ? t('evaluate.run.again')
                : t('evaluate.run.againWith', { model: title(otherModel) })}
            </Button>
          )}
          {plan !== null && (
            <Button icon="settings" aria-haspopup="dialog" onClick={onLabels}>
              {t('evaluate.labels.button')}
            </Button>
          )}
          <FolderButton kind="plain" onChoose={onChoose}>
            {t('evaluate.run.otherFolder')}
          </FolderButton>
          <SaveRun key={run.id} run={run} edits={edits} savedAs={savedAs} />
          <SavedRunsButton shownId={savedAs?.id ?? null} />
        </div>
      </div>
      <RunProgress run={run} />
    </Card>
  );
}

type SplitChoiceProps = { splits: readonly string[]; chosen: string; onChoose: (split: string) => void };

function SplitChoice({ splits, chosen, onChoose }: SplitChoiceProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.splits}>
      <legend className="visually-hidden">{t('evaluate.run.splits')}</legend>
      {splits.map((split) => (
        <label key={split} className={styles.split}>
          <input
            type="radio"
            name="evaluate-split"
            className="visually-hidden"
            checked={split === chosen}
            onChange={() => onChoose(split)}
          />
          <span>{split}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** The bar keeps its place when the run is over, so that nothing below moves. */
function RunProgress({ run }: { run: EvaluationRun }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { numDone, numTotal, clipsPerSec, secLeft, status } = run;
  const done = t('evaluate.run.progress', {
    done: format.count(numDone),
    count: numTotal,
    total: format.count(numTotal),
  });
  const speed =
    clipsPerSec > 0 ? t('evaluate.run.speed', { speed: format.count(Math.round(clipsPerSec)) }) : null;
  const left = secLeft === null ? null : t('evaluate.run.left', { count: Math.ceil(secLeft) });
  const text =
    status === 'preparing'
      ? t('app.modelLoading')
      : [done, speed, left].filter((part) => part !== null).join(' · ');
  return (
    <div>
      <div className={styles.bar} data-busy={isBusy(run)}>
        <ProgressBar
          share={status === 'preparing' ? null : numTotal === 0 ? 1 : numDone / numTotal}
          label={t('evaluate.run.evaluating')}
          text={done}
        />
      </div>
      <p className={styles.status} data-status={status}>
        {isBusy(run) ? text : <EndSentence run={run} />}
      </p>
      <p className="visually-hidden" role="status">
        {isBusy(run) ? t('evaluate.run.evaluating') : <EndSentence run={run} />}
      </p>
    </div>
  );
}

function EndSentence({ run }: { run: EvaluationRun }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const count = numClipsOf(run);
  const clips = format.count(count);
  if (run.isReopened && run.record !== null) {
    if (run.record.seconds === 0) return <>{t('evaluate.run.fromFile', { count, clips })}</>;
    const date = new Intl.DateTimeFormat(i18n.resolvedLanguage, { dateStyle: 'long', timeStyle: 'short' });
    return <>{t('evaluate.run.reopened', { count, clips, date: date.format(run.record.endedMs) })}</>;
  }
  if (run.status === 'done') {
    return <>{t('evaluate.run.done', { count, clips, time: format.sec(run.seconds) })}</>;
  }
  if (count === 0) return <>{t('evaluate.run.stoppedEarly')}</>;
  const total = format.count(run.numTotal);
  return (
    <>
      {t(run.status === 'failed' ? 'evaluate.run.failed' : 'evaluate.run.cancelled', { count, clips, total })}
    </>
  );
}
