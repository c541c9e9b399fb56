import { useCallback, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { filesFromInput } from '../../platform/browser/dropped-files.ts';
import { browserRunStore } from '../../platform/browser/run-store.ts';
import { droppedRun } from '../shared/drop-target.ts';
import { useDroppedFiles } from '../shared/dropped-files-context.tsx';
import { ErrorNote } from '../shared/error-note.tsx';
import { usePanelRequest } from '../shared/panel-requests.ts';
import { usePageWork } from '../shared/page-work.ts';
import { useRecogniser } from '../shared/recogniser-context.tsx';
import { Thumbnails } from './clips/thumbnails.ts';
import { CompareSession } from './compare/compare-session.ts';
import { EditsBar } from './edits/edits-bar.tsx';
import { EmptyView } from './empty-view.tsx';
import { EvaluationProvider } from './evaluation-context.tsx';
import { LabelNotes } from '../shared/labels/label-notes.tsx';
import { LabelsDialog } from './labels/labels-dialog.tsx';
import { useLabelsDialog } from './labels/use-labels-dialog.ts';
import { BackgroundWork } from './background-work.tsx';
import { RobustnessSession } from './robustness/robustness-session.ts';
import { RunAnalysisProvider, useRunAnalysis } from './run-analysis-context.tsx';
import { PredictionsNotes } from './runs/predictions-notes.tsx';
import { RunsSession } from './runs/runs-session.ts';
import { RunHead } from './run-head.tsx';
import { RunView } from './run-view.tsx';
import { isBusy } from './session/evaluation-run.ts';
import { EvaluationSession } from './session/evaluation-session.ts';
import { type FolderFile, openFolder } from '../shared/folder/folder-plan.ts';
import { fetchSampleFolder } from '../shared/folder/sample-folder.ts';
import styles from './evaluate-panel.module.css';

/** How often is it right: a folder of labelled clips in, matrix, report and the clips behind every number out. */
export function EvaluatePanel() {
  return (
    <RunAnalysisProvider>
      <Workbench />
    </RunAnalysisProvider>
  );
}

function Workbench() {
  const { t } = useTranslation();
  const { recogniser, state: recogniserState } = useRecogniser();
  const [session] = useState(() => new EvaluationSession(recogniser));
  const analysis = useRunAnalysis();
  const [parts] = useState(() => {
    const runs = new RunsSession({ session, analysis, store: browserRunStore });
    return {
      session,
      runs,
      comparison: new CompareSession({ session, runs, analysis, recogniser }),
      robustness: new RobustnessSession({ session, recogniser }),
    };
  });
  const [thumbnails] = useState(() => new Thumbnails(recogniser));
  const state = useSyncExternalStore(session.subscribe, session.getSnapshot);
  const { run, edits, canUndo, canRedo, savedAs, notes, splits, data, selection, error, isOpening } = state;
  usePageWork(isOpening || (run !== null && isBusy(run)));
  const fileOf = useCallback((path: string) => session.fileOf(path), [session]);
  const openFiles = (files: readonly FolderFile[]) => {
    void session.open(nameOf(files), () => openFolder(files, t('folder.loose')));
  };
  useDroppedFiles('evaluate', (files) => {
    const dropped = droppedRun(files);
    if (dropped === null) openFiles(files);
    else void parts.runs.openFile(dropped);
  });
  const openInput = (list: FileList) => openFiles(filesFromInput(list));
  const name = t('folder.sample');
  const trySample = () => void session.open(name, (signal) => fetchSampleFolder(name, signal));
  usePanelRequest('measure-samples', trySample);
  const otherModel = run !== null && recogniserState.model !== run.modelName ? recogniserState.model : null;
  const modelLabels = recogniserState.metadata?.labels ?? null;
  const labels = useLabelsDialog(data, modelLabels);
  return (
    <EvaluationProvider parts={parts}>
      <div className={styles.panel}>
        <BackgroundWork />
        <h1 className="visually-hidden">{t('app.panel.evaluate')}</h1>
        {error !== null && (
          <ErrorNote
            error={error.error}
            subject={error.subject === '' ? undefined : error.subject}
            onDismiss={() => session.dismissError()}
          />
        )}
        {run === null ? (
          <EmptyView isOpening={isOpening} onChoose={openInput} onTrySample={trySample} />
        ) : (
          <>
            <RunHead
              run={run}
              edits={edits}
              plan={data?.plan ?? null}
              savedAs={savedAs}
              splits={splits}
              otherModel={otherModel}
              onCancel={() => session.cancel()}
              onAgain={(split) => void session.evaluateAgain(split)}
              onChoose={openInput}
              onLabels={labels.open}
            />
            <PredictionsNotes notes={notes} />
            <EditsBar
              edits={edits}
              canUndo={canUndo}
              canRedo={canRedo}
              onUndo={() => session.undo()}
              onRedo={() => session.redo()}
              onTakeBack={(path) => session.removeEdit(path)}
            />
            <RunView
              key={run.id}
              run={run}
              edits={edits}
              selection={selection}
              thumbnails={thumbnails}
              fileOf={fileOf}
              onSelect={(next) => session.select(next)}
              onEdit={(edit) => session.edit(edit)}
              onRetry={() => void session.evaluateAgain()}
            />
            {data !== null && <LabelNotes data={data} />}
          </>
        )}
        <LabelsDialog
          data={labels.isOpen ? data : null}
          modelLabels={modelLabels ?? noLabels}
          onClose={labels.close}
          onApply={(labelling) => void session.relabelData(labelling)}
        />
      </div>
    </EvaluationProvider>
  );
}

/** Always the same: the dialog looks at the folder anew where the model's labels are others. */
const noLabels: readonly string[] = [];

/** What to call files in an error before their folder is known: its first part, or the file. */
function nameOf(files: readonly FolderFile[]): string {
  return files[0]?.path.split('/')[0] ?? '';
}
