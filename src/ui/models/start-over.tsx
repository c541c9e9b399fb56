import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toPhonoscopeError } from '../../core/errors.ts';
import { forgetEverything } from '../../platform/browser/forget-everything.ts';
import { browserTakeStore } from '../../platform/browser/take-store.ts';
import type { PlainError } from '../../workers/protocol.ts';
import { Button } from '../shared/button.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { downloadFile } from '../shared/download-file.ts';
import { ErrorNote } from '../shared/error-note.tsx';
import { useFormat } from '../shared/format.ts';
import { useIsPageAtWork } from '../shared/page-work.ts';
import { settingsPrefix } from '../shared/settings.ts';
import { zipTakes } from '../shared/takes/zip-takes.ts';
import { useOwnModels } from '../shared/use-own-models.ts';
import styles from './start-over.module.css';

/** Between two groups: everything away, after a backup and one confirmation. */
export function StartOver() {
  const { t } = useTranslation();
  const format = useFormat();
  const isAtWork = useIsPageAtWork();
  const models = useOwnModels();
  const [numTakes, setNumTakes] = useState<number | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  const [error, setError] = useState<PlainError | null>(null);
  const open = async () => {
    setIsSaved(false);
    setError(null);
    const takes = await browserTakeStore.takes().catch(() => []);
    setNumTakes(takes.length);
  };
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (thrown) {
      const { code, message, details } = toPhonoscopeError(thrown);
      setError({ code, message, details });
    }
  };
  const save = () =>
    attempt(async () => {
      const takes = await browserTakeStore.takes().catch(() => []);
      downloadFile(`${t('models.startOver.file')}.zip`, await zipTakes(takes, models));
      setIsSaved(true);
    });
  const startOver = () =>
    attempt(async () => {
      await forgetEverything(settingsPrefix);
      location.hash = '';
      location.reload();
    });
  return (
    <div className={styles.line}>
      <p>{t(isAtWork ? 'models.startOver.atWork' : 'models.startOver.about')}</p>
      <Button icon="retry" disabled={isAtWork} onClick={() => void open()}>
        {t('models.startOver.open')}
      </Button>
      <Dialog
        isOpen={numTakes !== null}
        onClose={() => setNumTakes(null)}
        title={t('models.startOver.title')}
      >
        <p>
          {t('models.startOver.takes', { count: numTakes ?? 0, takes: format.count(numTakes ?? 0) })}
          {t('models.startOver.models', { count: models.length, models: format.count(models.length) })}
          {t('models.startOver.gone')}
        </p>
        {error !== null && <ErrorNote error={error} />}
        <p role="status" className={styles.saved}>
          {isSaved && t('models.startOver.saved')}
        </p>
        <div className={styles.actions}>
          <Button icon="download" onClick={() => void save()}>
            {t('models.startOver.save')}
          </Button>
          <Button kind="primary" icon="trash" onClick={() => void startOver()}>
            {t('models.startOver.confirm')}
          </Button>
          <Button kind="quiet" onClick={() => setNumTakes(null)}>
            {t('models.cancel')}
          </Button>
        </div>
      </Dialog>
    </div>
  );
}
