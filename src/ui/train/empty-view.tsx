import { useTranslation } from 'react-i18next';
import { Button } from '../shared/button.tsx';
import { FolderArea } from '../shared/folder/folder-area.tsx';
import { FolderButton } from '../shared/folder/folder-button.tsx';
import { useFormat } from '../shared/format.ts';
import { ModelFileButton } from '../shared/model-file-button.tsx';
import type { TrainState } from './session/train-session.ts';

type EmptyViewProps = {
  opening: TrainState['opening'];
  onChoose: (files: FileList) => void;
  onTrySample: () => void;
  onCancel: () => void;
};

/** Before the first folder: what training needs, and three ways to begin. */
export function EmptyView({ opening, onChoose, onTrySample, onCancel }: EmptyViewProps) {
  const { t } = useTranslation();
  const words = useOpeningWords(opening);
  return (
    <FolderArea
      title={t('train.empty.title')}
      lead={t('train.empty.lead')}
      opening={words}
      splits={t('train.empty.splits')}
      hint={t('train.empty.hint')}
      actions={
        opening === null ? (
          <>
            <FolderButton kind="primary" onChoose={onChoose}>
              {t('folder.choose')}
            </FolderButton>
            <Button icon="play" onClick={onTrySample}>
              {t('train.trySample')}
            </Button>
            <ModelFileButton />
          </>
        ) : (
          <Button icon="stop" onClick={onCancel}>
            {t('train.cancelOpening')}
          </Button>
        )
      }
    />
  );
}

/** How far the reading of a folder is. */
export function useOpeningWords(opening: TrainState['opening']) {
  const { t } = useTranslation();
  const format = useFormat();
  if (opening === null) return null;
  const { done, total } = opening;
  if (total === 0) return { text: t('folder.opening'), share: null };
  const text = t('train.reading', { done: format.count(done), total: format.count(total), count: total });
  return { text, share: done / total };
}
