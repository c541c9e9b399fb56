import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { Dialog } from '../../shared/dialog.tsx';
import { SavedRunsList } from './saved-runs-list.tsx';

/** Opens the list of saved runs over the one that is shown. */
export function SavedRunsButton({ shownId }: { shownId: string | null }) {
  const { t } = useTranslation();
  const [isOpen, setIsOpen] = useState(false);
  const close = () => setIsOpen(false);
  return (
    <>
      <Button kind="plain" onClick={() => setIsOpen(true)}>
        {t('evaluate.runs.title')}
      </Button>
      <Dialog isOpen={isOpen} onClose={close} title={t('evaluate.runs.title')}>
        <SavedRunsList shownId={shownId} onOpen={close} />
      </Dialog>
    </>
  );
}
