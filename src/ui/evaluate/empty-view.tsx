import { useTranslation } from 'react-i18next';
import { Button } from '../shared/button.tsx';
import { FolderArea } from '../shared/folder/folder-area.tsx';
import { FolderButton } from '../shared/folder/folder-button.tsx';
import { useRuns } from './evaluation-context.tsx';
import { SavedRunsCard } from './runs/saved-runs-card.tsx';

type EmptyViewProps = {
  isOpening: boolean;
  onChoose: (files: FileList) => void;
  onTrySample: () => void;
};

/** Before the first folder: what it should look like, and three ways to begin. */
export function EmptyView({ isOpening, onChoose, onTrySample }: EmptyViewProps) {
  const { t } = useTranslation();
  const { state: runs } = useRuns();
  return (
    <>
      <FolderArea
        title={t('evaluate.empty.title')}
        lead={t('evaluate.empty.lead')}
        opening={isOpening || runs.isReading ? { text: t('folder.opening'), share: null } : null}
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
      <SavedRunsCard />
    </>
  );
}
