import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { filesFromInput } from '../../platform/browser/dropped-files.ts';
import { useDroppedFiles } from '../shared/dropped-files-context.tsx';
import { ErrorNote } from '../shared/error-note.tsx';
import { type FolderFile, openFolder } from '../shared/folder/folder-plan.ts';
import { fetchSampleFolder } from '../shared/folder/sample-folder.ts';
import { usePanelRequest } from '../shared/panel-requests.ts';
import { usePageWork } from '../shared/page-work.ts';
import { useRecogniser, useTrainer } from '../shared/recogniser-context.tsx';
import { Segments } from '../shared/segments.tsx';
import { ElsewhereNote } from './elsewhere-note.tsx';
import { EmptyView } from './empty-view.tsx';
import { RunView } from './run/run-view.tsx';
import { isBusy } from './session/training-run.ts';
import { TrainSession } from './session/train-session.ts';
import { SetupView } from './setup-view.tsx';
import { TeachView } from './teach/teach-view.tsx';
import { addSamples, teachAll, useTeach } from './teach/use-teach.ts';
import { UnfinishedNote } from './unfinished-note.tsx';
import styles from './train-panel.module.css';

/** From a few spoken takes, or from a folder of clips. */
const ways = ['teach', 'folder'] as const;
type Way = (typeof ways)[number];

/** Is it learning: a folder of labelled clips in, two curves while it trains, a model out. */
export function TrainPanel() {
  const { t } = useTranslation();
  const { recogniser } = useRecogniser();
  const trainer = useTrainer();
  const [session] = useState(() => new TrainSession(recogniser, trainer));
  const teach = useTeach();
  const [way, setWay] = useState<Way>('teach');
  const state = useSyncExternalStore(session.subscribe, session.getSnapshot);
  useEffect(() => void session.lookForUnfinished(), [session]);
  const openFiles = (files: readonly FolderFile[]) => {
    const name = files[0]?.path.split('/')[0] ?? '';
    void session.open(name, () => openFolder(files, t('folder.loose')));
  };
  const sampleName = t('train.sampleName');
  const teachFiles = (files: readonly FolderFile[]) =>
    void teach.teach.addFolder(() => openFolder(files, t('folder.loose')));
  useDroppedFiles('train', way === 'teach' ? teachFiles : openFiles);
  const addTakes = () => addSamples(teach, (signal) => fetchSampleFolder(sampleName, signal));
  const showSamples = async () => {
    if (await addTakes()) await teachAll(teach);
  };
  usePanelRequest('teach-samples', () => {
    setWay('teach');
    void showSamples();
  });
  const openInput = (list: FileList) => openFiles(filesFromInput(list));
  const trySample = () => void session.open(sampleName, (signal) => fetchSampleFolder(sampleName, signal));
  const { error, run, data, opening } = state;
  usePageWork(opening !== null || (run !== null && isBusy(run)));
  return (
    <div className={styles.panel}>
      <h1 className="visually-hidden">{t('app.panel.train')}</h1>
      <Segments
        className={styles.ways}
        legend={t('train.way.legend')}
        name="train-way"
        choices={ways.map((value) => ({
          value,
          text: t(`train.way.${value}`),
          hint: t(`train.way.${value}Hint`),
        }))}
        value={way}
        onChoose={setWay}
      />
      {error !== null && (
        <ErrorNote
          error={error.error}
          subject={error.subject === '' ? undefined : error.subject}
          onDismiss={() => session.dismissError()}
        />
      )}
      {state.isElsewhere && <ElsewhereNote />}
      {state.unfinished !== null && (
        <UnfinishedNote
          unfinished={state.unfinished}
          onGoOn={() => {
            setWay('folder');
            void session.goOn();
          }}
          onDiscard={() => session.discardUnfinished()}
        />
      )}
      {way === 'teach' ? (
        <TeachView
          sessions={teach}
          onChooseFolder={(list) => teachFiles(filesFromInput(list))}
          onTrySamples={() => void addTakes()}
        />
      ) : run !== null ? (
        <RunView session={session} run={run} />
      ) : data !== null ? (
        <SetupView session={session} state={state} data={data} onChoose={openInput} />
      ) : (
        <EmptyView
          opening={state.opening}
          onChoose={openInput}
          onTrySample={trySample}
          onCancel={() => session.cancelOpening()}
        />
      )}
    </div>
  );
}
