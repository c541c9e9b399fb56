import { type Ref, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { Card } from '../../shared/card.tsx';
import { type EvaluationRun, isBusy } from '../session/evaluation-run.ts';
import type { EditedClip } from '../edits/edit-clip-dialog.tsx';
import { ClipList } from './clip-list.tsx';
import { allMistakes, type ClipSelection, isAboutRightAnswers, selectRows } from './clip-selection.ts';
import { SoundNote } from './sound-note.tsx';
import type { Thumbnails } from './thumbnails.ts';
import type { StoredFile } from '../../../platform/browser/stored-file.ts';
import styles from './clip-pane.module.css';

type ClipPaneProps = {
  run: EvaluationRun;
  selection: ClipSelection;
  /** Grows each time a cell is opened, also the same one again. */
  numOpened: number;
  takesFocus: boolean;
  fileOf: (path: string) => StoredFile | null;
  thumbnails: Thumbnails;
  onSelect: (selection: ClipSelection) => void;
  onEdit: ((clip: EditedClip) => void) | null;
  onLeave: () => void;
  ref?: Ref<HTMLElement>;
};

/** The clips behind the chosen cell; behind none, every mistake. */
export function ClipPane(props: ClipPaneProps) {
  const { run, selection, numOpened, takesFocus, fileOf, thumbnails, onSelect, onEdit, onLeave, ref } = props;
  const { t } = useTranslation();
  const { table } = run;
  const rows = useMemo(() => selectRows(table, selection), [table, selection]);
  // While clips come in, the list of all mistakes would only jump, and its pictures would slow the run down.
  const isTooEarly = isBusy(run) && selection.kind === 'mistakes';
  const order = isAboutRightAnswers(selection) ? 'evaluate.clips.leastSure' : 'evaluate.clips.mostSure';
  return (
    <Card ref={ref} className={styles.pane} aria-labelledby="evaluate-clips-title">
      <div className={styles.inner}>
        <div className={styles.head}>
          <div>
            <h3 id="evaluate-clips-title" className={styles.title}>
              <SelectionTitle selection={selection} />
            </h3>
            <p className={styles.order} role="status">
              {t('evaluate.clips.count', { count: rows.length })}
              {rows.length > 1 && !isTooEarly && selection.kind !== 'paths' && ` · ${t(order)}`}
            </p>
          </div>
          {selection.kind !== 'mistakes' && (
            <Button kind="quiet" className={styles.all} onClick={() => onSelect(allMistakes)}>
              {t('evaluate.clips.allMistakes')}
            </Button>
          )}
        </div>
        {run.isWithoutSound && <SoundNote />}
        {rows.length === 0 || isTooEarly ? (
          <p className={styles.none}>{t(emptyText(selection, isBusy(run)))}</p>
        ) : (
          <ClipList
            key={`${run.id} ${numOpened}`}
            table={table}
            rows={rows}
            fileOf={fileOf}
            runId={run.id}
            hasWords={selection.kind !== 'cell'}
            saidByOther={selection.kind === 'paths' ? selection.saidByOther : undefined}
            thumbnails={thumbnails}
            takesFocus={takesFocus}
            onEdit={onEdit}
            onLeave={onLeave}
          />
        )}
      </div>
    </Card>
  );
}

function SelectionTitle({ selection }: { selection: ClipSelection }) {
  const { t } = useTranslation();
  if (selection.kind === 'mistakes') return <>{t('evaluate.clips.allMistakes')}</>;
  if (selection.kind === 'paths') return <>{selection.title}</>;
  const { actual, predicted } = selection;
  if (actual === predicted) {
    return (
      <>
        <bdi>{actual}</bdi> <span className={styles.link}>{t('evaluate.clips.heardRight')}</span>
      </>
    );
  }
  return (
    <>
      <bdi>{actual}</bdi> <span className={styles.link}>{t('evaluate.clips.heardAs')}</span>{' '}
      <bdi>{predicted}</bdi>
    </>
  );
}

function emptyText(selection: ClipSelection, isRunning: boolean) {
  if (selection.kind !== 'mistakes') return isRunning ? 'evaluate.clips.noneYet' : 'evaluate.clips.none';
  return isRunning ? 'evaluate.clips.tooEarly' : 'evaluate.clips.noMistakes';
}
