import { lazy, type Ref, Suspense, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClipEdit } from '../../core/evaluation/run-record.ts';
import type { AskedRun } from '../../workers/run-analysis.ts';
import { classNames } from '../shared/class-names.ts';
import { ErrorNote } from '../shared/error-note.tsx';
import { UnreadableFiles } from '../shared/folder/unreadable-files.tsx';
import { Segments } from '../shared/segments.tsx';
import { ClipPane } from './clips/clip-pane.tsx';
import type { ClipSelection } from './clips/clip-selection.ts';
import type { Thumbnails } from './clips/thumbnails.ts';
import { DoubtsCard } from './doubts/doubts-card.tsx';
import { EditClipDialog, type EditedClip } from './edits/edit-clip-dialog.tsx';
import { MapCard } from './map/map-card.tsx';
import { CompareView } from './compare/compare-view.tsx';
import { MatrixCard, type MatrixCardHandle } from './matrix/matrix-card.tsx';
import { MetricsCard } from './report/metrics-card.tsx';
import { ReportTable } from './report/report-table.tsx';
import { RunFigures } from './run-figures.tsx';
import { LackingNote } from './run-notes.tsx';
import { SharedNote } from './shared-note.tsx';
import { type EvaluationRun, isBusy, numClipsOf } from './session/evaluation-run.ts';
import { SlicesCard } from './slices/slices-card.tsx';
import type { StoredFile } from '../../platform/browser/stored-file.ts';
import styles from './run-view.module.css';

/** What of a run is shown; the later ones once it has ended. */
const views = ['matrix', 'curves', 'slices', 'doubts', 'map', 'robustness', 'compare'] as const;
type View = (typeof views)[number];

/** Draws with Recharts, which is a large part of the page. */
const CurvesView = lazy(async () => ({ default: (await import('./curves/curves-view.tsx')).CurvesView }));
const RobustnessView = lazy(async () => ({
  default: (await import('./robustness/robustness-view.tsx')).RobustnessView,
}));

type RunViewProps = {
  run: EvaluationRun;
  edits: readonly ClipEdit[];
  selection: ClipSelection;
  thumbnails: Thumbnails;
  fileOf: (path: string) => StoredFile | null;
  onSelect: (selection: ClipSelection) => void;
  onEdit: (edit: ClipEdit) => void;
  onRetry: () => void;
};

/** Figures of a run that may still be going on, and the ways to look at it, with the clips behind them. */
export function RunView(props: RunViewProps) {
  const { run, edits, selection, thumbnails, fileOf, onSelect, onEdit, onRetry } = props;
  const { record } = run;
  const asked = useMemo(() => (record === null ? null : { record, edits }), [record, edits]);
  const matrix = useRef<MatrixCardHandle>(null);
  const pane = useRef<HTMLElement>(null);
  const [view, setView] = useState<View>('matrix');
  const [edited, setEdited] = useState<EditedClip | null>(null);
  const [opened, setOpened] = useState({ count: 0, byKeyboard: false });
  const select = (next: ClipSelection, byKeyboard: boolean) => {
    onSelect(next);
    setOpened(({ count }) => ({ count: count + 1, byKeyboard }));
    if (isBelow(pane.current)) pane.current?.scrollIntoView({ block: 'start' });
  };
  if (!isBusy(run) && numClipsOf(run) === 0) return <EmptyRun run={run} onRetry={onRetry} />;
  const clipPane = (
    <ClipPane
      ref={pane}
      run={run}
      selection={selection}
      numOpened={opened.count}
      takesFocus={opened.byKeyboard}
      fileOf={fileOf}
      thumbnails={thumbnails}
      onSelect={(next) => onSelect(next)}
      onEdit={asked === null ? null : setEdited}
      onLeave={() => matrix.current?.focusCell()}
    />
  );
  return (
    <>
      {run.error !== null && <ErrorNote error={run.error} onRetry={onRetry} />}
      <LackingNote run={run} />
      <SharedNote run={run} />
      <RunFigures run={run} />
      {asked !== null && <ViewChoice view={view} onChoose={setView} />}
      <EditClipDialog clip={edited} labels={run.labels} onEdit={onEdit} onClose={() => setEdited(null)} />
      {asked === null || view === 'matrix' ? (
        <>
          <div className={styles.pair}>
            <MatrixCard ref={matrix} run={run} selection={selection} onSelect={select} />
            {clipPane}
          </div>
          {asked !== null && <ReportPair run={run} asked={asked} />}
        </>
      ) : (
        <AnalysisView
          view={view}
          run={run}
          asked={asked}
          fileOf={fileOf}
          clipPane={clipPane}
          onSelect={select}
          matrix={matrix}
        />
      )}
    </>
  );
}

function ViewChoice({ view, onChoose }: { view: View; onChoose: (view: View) => void }) {
  const { t } = useTranslation();
  return (
    <Segments
      className={styles.views}
      legend={t('evaluate.views.legend')}
      name="evaluate-view"
      choices={views.map((value) => ({
        value,
        text: t(`evaluate.views.${value}`),
        hint: t(`evaluate.views.${value}Hint`),
      }))}
      value={view}
      onChoose={onChoose}
    />
  );
}

type AnalysisViewProps = {
  view: Exclude<View, 'matrix'>;
  run: EvaluationRun;
  asked: AskedRun;
  fileOf: (path: string) => StoredFile | null;
  clipPane: React.ReactNode;
  onSelect: (selection: ClipSelection, byKeyboard: boolean) => void;
  matrix: Ref<MatrixCardHandle>;
};

function AnalysisView(props: AnalysisViewProps) {
  const { view, run, asked, fileOf, clipPane, onSelect, matrix } = props;
  if (view === 'compare')
    return <CompareView run={run} asked={asked} clipPane={clipPane} onSelect={onSelect} matrix={matrix} />;
  if (view === 'robustness') {
    return (
      <Suspense fallback={null}>
        <RobustnessView run={run} edits={asked.edits} />
      </Suspense>
    );
  }
  if (view === 'curves') {
    return (
      <Suspense fallback={null}>
        <CurvesView run={run} asked={asked} />
      </Suspense>
    );
  }
  return (
    <div className={classNames(styles.pair, styles.analysis)}>
      {view === 'slices' && <SlicesCard run={run} asked={asked} onSelect={onSelect} />}
      {view === 'doubts' && <DoubtsCard asked={asked} onSelect={onSelect} />}
      {view === 'map' && <MapCard run={run} asked={asked} fileOf={fileOf} onSelect={onSelect} />}
      {clipPane}
    </div>
  );
}

function ReportPair({ run, asked }: { run: EvaluationRun; asked: AskedRun }) {
  return (
    <>
      <div className={styles.pair}>
        <ReportTable run={run} />
        <MetricsCard run={run} asked={asked} />
      </div>
      {run.unreadable.length > 0 && <UnreadableFiles id="evaluate-unreadable" files={run.unreadable} />}
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

/** On narrow screens the clips stand under the matrix, out of sight. */
function isBelow(element: HTMLElement | null): boolean {
  return element !== null && element.getBoundingClientRect().top > window.innerHeight * 0.6;
}
