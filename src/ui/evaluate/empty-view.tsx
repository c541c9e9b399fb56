import { useTranslation } from 'react-i18next';
import { Button } from '../shared/button.tsx';
import { FolderArea } from '../shared/folder/folder-area.tsx';
import { FolderButton } from '../shared/folder/folder-button.tsx';

type EmptyViewProps = {
  isOpening: boolean;
  onChoose: (files: FileList) => void;
  onTrySample: () => void;
};

/** Before the first folder: what it should look like, and three ways to begin. */
export function EmptyView({ isOpening, onChoose, onTrySample }: EmptyViewProps) {
  const { t } = useTranslation();
  return (
    <FolderArea
      title={t('evaluate.empty.title')}
      lead={t('evaluate.empty.lead')}
      opening={isOpening ? { text: t('folder.opening'), share: null } : null}
      splits={t('evaluate.empty.splits')}
      hint={t('evaluate.empty.sampleHint')}
      actions={
        <>
          <FolderButton kind="primary" onChoose={onChoose}>
            {t('folder.choose')}
          </FolderButton>
          <Button icon="play" onClick={onTrySample}>
            {t('evaluate.trySample')}
          </Button>
        </>
      }
    />
  );
}
