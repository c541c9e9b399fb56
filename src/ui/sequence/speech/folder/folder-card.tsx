import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecodeOptions } from '../../../../core/language/decoder/decode-options.ts';
import { filesFromInput } from '../../../../platform/browser/dropped-files.ts';
import { Button } from '../../../shared/button.tsx';
import { Card } from '../../../shared/card.tsx';
import { downloadFile } from '../../../shared/download-file.ts';
import { ErrorNote } from '../../../shared/error-note.tsx';
import { fileNameOf } from '../../../shared/file-name.ts';
import { FolderButton } from '../../../shared/folder/folder-button.tsx';
import { useFormat } from '../../../shared/format.ts';
import { usePageWork } from '../../../shared/page-work.ts';
import { ProgressBar } from '../../../shared/progress-bar.tsx';
import type { Speech } from '../use-speech.ts';
import { ConfusionTable } from './confusion-table.tsx';
import { folderCsv } from './folder-csv.ts';
import { FolderFigures } from './folder-figures.tsx';
import type { FolderSession } from './folder-session.ts';
import { type FolderState, isOutdated, type SpeechSettings } from './folder-state.ts';
import { FolderTable } from './folder-table.tsx';
import { WeightSearch } from './weight-search.tsx';
import styles from './folder-card.module.css';

type FolderCardProps = {
  speech: Speech;
  onWeights: (weights: Pick<DecodeOptions, 'lmWeight' | 'wordInsertionPenalty'>) => void;
};

/** How often words are heard wrongly: a folder with what is said in it, measured with the settings above. */
export function FolderCard({ speech, onWeights }: FolderCardProps) {
  const { t } = useTranslation();
  const { folders, settings } = speech;
  const state = useSyncExternalStore(folders.subscribe, folders.getSnapshot);
  const { folder, work, errors, error } = state;
  usePageWork(work !== null);
  const open = (list: FileList) => speech.openFolder(filesFromInput(list));
  return (
    <Card className={styles.card} aria-labelledby="speech-folder">
      <div className={styles.head}>
        <h3 id="speech-folder" className={styles.title}>
          {t('speech.folder.title')}
        </h3>
        <Actions folders={folders} state={state} settings={settings} />
        <FolderButton kind="plain" onChoose={open}>
          {t(folder === null ? 'speech.folder.choose' : 'speech.folder.another')}
        </FolderButton>
      </div>
      {folder === null && <p className={styles.lead}>{t('speech.folder.lead')}</p>}
      {error !== null && <ErrorNote error={error} onDismiss={() => folders.dismissError()} />}
      {work !== null && <Progress state={state} onCancel={() => folders.cancel()} />}
      {folder !== null && (
        <>
          <FolderFigures state={state} />
          <div className={styles.columns}>
            <FolderTable rows={state.rows} />
            <div className={styles.side}>
              {errors !== null && <ConfusionTable confusions={errors.confusions} />}
              <WeightSearch
                grid={state.grid}
                isBusy={work !== null}
                options={settings.options}
                onSearch={() => void folders.searchWeights(settings)}
                onTake={onWeights}
              />
            </div>
          </div>
        </>
      )}
    </Card>
  );
}

type ActionsProps = { folders: FolderSession; settings: SpeechSettings; state: FolderState };

function Actions({ folders, state, settings }: ActionsProps) {
  const { t } = useTranslation();
  const { folder, work, rows } = state;
  if (folder === null || work !== null) return null;
  const save = () =>
    downloadFile(
      fileNameOf([folder.name, state.modelName ?? '', 'words'], 'csv'),
      new Blob([folderCsv(rows)], { type: 'text/csv' }),
    );
  return (
    <>
      {isOutdated(state, settings) && (
        <Button
          kind="primary"
          icon="retry"
          title={t('speech.folder.againHint')}
          onClick={() => void folders.measureAgain(settings)}
        >
          {t('speech.folder.again')}
        </Button>
      )}
      <Button icon="download" aria-label={t('speech.folder.export')} onClick={save}>
        CSV
      </Button>
      <Button
        kind="quiet"
        icon="close"
        aria-label={t('speech.folder.close')}
        onClick={() => folders.clear()}
      />
    </>
  );
}

function Progress({ state, onCancel }: { state: FolderState; onCancel: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { work, done, total } = state;
  if (work === null) return null;
  const text = t('speech.folder.progress', {
    count: total,
    done: format.count(done),
    total: format.count(total),
  });
  return (
    <div className={styles.progress}>
      <span>{t(`speech.folder.work.${work}`)}</span>
      <ProgressBar
        share={total === 0 ? null : done / total}
        label={t(`speech.folder.work.${work}`)}
        text={text}
      />
      <span className={styles.count}>{total > 0 && text}</span>
      <Button kind="quiet" onClick={onCancel}>
        {t('speech.cancel')}
      </Button>
    </div>
  );
}
