import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { packagedModelNames, shippedModelNames } from '../../core/models/shipped-models.ts';
import type { LibraryName } from '../../workers/model-library.ts';
import { Button } from '../shared/button.tsx';
import { ErrorNote } from '../shared/error-note.tsx';
import { ModelFileButton } from '../shared/model-file-button.tsx';
import { useRecogniser } from '../shared/recogniser-context.tsx';
import { useOwnModels } from '../shared/use-own-models.ts';
import { ModelItem } from './model-item.tsx';
import { ModelsSession } from './models-session.ts';
import styles from './models-panel.module.css';
import { StartOver } from './start-over.tsx';
import { StorageLine } from './storage-line.tsx';

/** Which models are there and how good is each: shipped, trained and imported ones in one list. */
export function ModelsPanel() {
  const { t } = useTranslation();
  const { recogniser } = useRecogniser();
  const ownModels = useOwnModels();
  const [session] = useState(() => new ModelsSession(recogniser));
  const state = useSyncExternalStore(session.subscribe, session.getSnapshot);
  const { removed, error } = state;
  useEffect(() => {
    const names: LibraryName[] = [...packagedModelNames, ...ownModels.map(({ name }) => name)];
    void session.describe(names);
    void session.measureStorage();
  }, [session, ownModels]);
  return (
    <div className={styles.panel}>
      <div className={styles.head}>
        <h2 className={styles.title}>{t('app.panel.models')}</h2>
        <ModelFileButton />
      </div>
      {error !== null && (
        <ErrorNote error={error.error} subject={error.subject} onDismiss={() => session.dismiss()} />
      )}
      {removed !== null && (
        <div className={styles.removed} role="status" data-testid="model-removed">
          <p>{t('models.removed', { title: removed.title })}</p>
          <Button icon="undo" onClick={() => void session.putBack()}>
            {t('models.putBack')}
          </Button>
        </div>
      )}
      <section aria-labelledby="models-own" className={styles.group}>
        <h3 id="models-own" className={styles.groupTitle}>
          {t('models.own')}
        </h3>
        {ownModels.length === 0 && <p className={styles.none}>{t('models.none')}</p>}
        <ul className={styles.list}>
          {ownModels.map((model) => (
            <li key={model.name}>
              <ModelItem session={session} state={state} name={model.name} own={model} />
            </li>
          ))}
        </ul>
        <StorageLine session={session} state={state} />
      </section>
      <section aria-labelledby="models-shipped" className={styles.group}>
        <h3 id="models-shipped" className={styles.groupTitle}>
          {t('models.shipped')}
        </h3>
        <ul className={styles.list}>
          {([...shippedModelNames, 'strings', 'wide'] as const).map((name) => (
            <li key={name}>
              <ModelItem session={session} state={state} name={name} own={null} />
            </li>
          ))}
        </ul>
      </section>
      <StartOver />
    </div>
  );
}
