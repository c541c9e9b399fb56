import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../shared/card.tsx';
import { ErrorNote } from '../shared/error-note.tsx';
import { ClipPane } from './clips/clip-pane.tsx';
import type { ClipSelection } from './clips/clip-selection.ts';
import type { Thumbnails } from './clips/thumbnails.ts';
import type { CellPosition } from '../shared/matrix/heatmap-position.ts';
import { Heatmap, type HeatmapHandle } from '../shared/matrix/heatmap.tsx';
import { ReportTable } from './report-table.tsx';
import { RunFigures } from './run-figures.tsx';
import { UnreadableFiles } from '../shared/folder/unreadable-files.tsx';
import { LackingNote } from './run-notes.tsx';
import { type EvaluationRun, isBusy } from './session/evaluation-run.ts';
import { useRunWords } from './use-run-words.ts';
import styles from './run-view.module.css';

type RunViewProps = {
  run: EvaluationRun;
  selection: ClipSelection;
  thumbnails: Thumbnails;
  fileOf: (path: string) => Blob | null;
  onSelect: (selection: ClipSelection) => void;
  onRetry: () => void;
};

/** Figures, the matrix with the clips behind it, and the report of a run that may still be going on. */
export function RunView({ run, selection, thumbnails, fileOf, onSelect, onRetry }: RunViewProps) {
  const { t } = useTranslation();
  const words = useRunWords(run);
  const heatmap = useRef<HeatmapHandle>(null);
  const pane = useRef<HTMLElement>(null);
  const [opened, setOpened] = useState({ count: 0, byKeyboard: false });
  const select = (next: ClipSelection, byKeyboard: boolean) => {
    onSelect(next);
    setOpened(({ count }) => ({ count: count + 1, byKeyboard }));
  };
  const openCell = ({ row, column }: CellPosition, byKeyboard: boolean) => {
    const actual = run.labels[row];
    const predicted = run.labels[column];
    if (actual === undefined || predicted === undefined) return;
    select({ kind: 'cell', actual, predicted }, byKeyboard);
    const hasClips = (run.counts[row]?.[column] ?? 0) > 0;
    if (hasClips && isBelow(pane.current)) pane.current?.scrollIntoView({ block: 'start' });
  };
  if (!isBusy(run) && run.predictions.length === 0) return <EmptyRun run={run} onRetry={onRetry} />;
  return (
    <>
      {run.error !== null && <ErrorNote error={run.error} onRetry={onRetry} />}
      <LackingNote run={run} />
      <RunFigures run={run} />
      <div className={styles.pair}>
        <Card className={styles.matrix} aria-labelledby="evaluate-matrix-title">
          <h3 id="evaluate-matrix-title" className={styles.title}>
            {t('matrix.name')}
          </h3>
          <p className={styles.about}>{words.data}</p>
          {run.labels.length > 0 ? (
            <Heatmap
              ref={heatmap}
              labels={run.labels}
              counts={run.counts}
              selected={cellOfSelection(selection, run)}
              onOpen={openCell}
            />
          ) : (
            <p className={styles.preparing}>{run.status === 'preparing' && t('app.modelLoading')}</p>
          )}
        </Card>
        <ClipPane
          ref={pane}
          run={run}
          selection={selection}
          numOpened={opened.count}
          takesFocus={opened.byKeyboard}
          fileOf={fileOf}
          thumbnails={thumbnails}
          onSelect={(next) => select(next, false)}
          onLeave={() => heatmap.current?.focusCell()}
        />
      </div>
      {!isBusy(run) && (
        <div className={styles.pair}>
          <ReportTable run={run} />
          {run.unreadable.length > 0 && <UnreadableFiles id="evaluate-unreadable" files={run.unreadable} />}
        </div>
      )}
    </>
  );
}

/** A run that ended without a single prediction has no figures to show, only reasons. */
function EmptyRun({ run, onRetry }: { run: EvaluationRun; onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <>
      {run.error !== null && <ErrorNote error={run.error} onRetry={onRetry} />}
      {run.status === 'done' && <p role="alert">{t('evaluate.run.nothingReadable')}</p>}
      {run.unreadable.length > 0 && <UnreadableFiles id="evaluate-unreadable" files={run.unreadable} />}
    </>
  );
}

function cellOfSelection(selection: ClipSelection, run: EvaluationRun): CellPosition | null {
  if (selection.kind !== 'cell') return null;
  const row = run.labels.indexOf(selection.actual);
  const column = run.labels.indexOf(selection.predicted);
  return row < 0 || column < 0 ? null : { row, column };
}

/** On narrow screens the clips stand under the matrix, out of sight. */
function isBelow(element: HTMLElement | null): boolean {
  return element !== null && element.getBoundingClientRect().top > window.innerHeight * 0.6;
}
