import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isPackagedModel } from '../../core/models/shipped-models.ts';
import type { LibraryName } from '../../workers/model-library.ts';
import type { ModelName, OwnModel } from '../../workers/protocol.ts';
import { Button } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { Icon } from '../shared/icon.tsx';
import { useRecogniser } from '../shared/recogniser-context.tsx';
import { ModelCard } from './model-card.tsx';
import { ModelFacts } from './model-facts.tsx';
import styles from './model-item.module.css';
import type { ModelsSession, ModelsState } from './models-session.ts';
import { RenameForm } from '../shared/rename-form.tsx';

type ModelItemProps = {
  session: ModelsSession;
  state: ModelsState;
  name: LibraryName;
  /** Null for a shipped one. */
  own: OwnModel | null;
};

/** One model: what it is called, how good it is, what can be done with it, and its card. */
export function ModelItem({ session, state, name, own }: ModelItemProps) {
  const { t } = useTranslation();
  const { recogniser, state: recogniserState } = useRecogniser();
  const [isRenaming, setIsRenaming] = useState(false);
  const title = own?.title ?? (isPackagedModel(name) ? t(`app.modelName.${name}`) : name);
  const details = state.details.get(name);
  const listener = toListener(name);
  const isInUse = recogniserState.model === name;
  const isDefault = state.defaultName === name;
  const isBusy = state.busy === name;
  return (
    <Card className={styles.item} aria-label={title} aria-busy={isBusy}>
      <div className={styles.head}>
        {isRenaming && own !== null ? (
          <RenameForm
            title={own.title}
            onCancel={() => setIsRenaming(false)}
            onRename={(next) => {
              setIsRenaming(false);
              void session.rename(own.name, own.title, next);
            }}
          />
        ) : (
          <h4 className={styles.title} dir="auto">
            {title}
          </h4>
        )}
        {isInUse && (
          <span className={styles.mark}>
            <Icon name="check" size={16} /> {t('models.inUse')}
          </span>
        )}
        {isDefault && <span className={styles.mark}>{t('models.isDefault')}</span>}
      </div>
      <ModelFacts details={details} own={own} />
      <div className={styles.actions}>
        {listener !== null && !isInUse && (
          <Button icon="microphone" onClick={() => recogniser.setModel(listener)}>
            {t('models.use')}
          </Button>
        )}
        {listener !== null && !isDefault && (
          <Button kind="quiet" onClick={() => session.setDefault(listener)}>
            {t('models.setDefault')}
          </Button>
        )}
        <Button icon="download" disabled={isBusy} onClick={() => void session.save(name, own?.title ?? name)}>
          {t('models.save')}
        </Button>
        <Button
          kind="quiet"
          icon="copy"
          disabled={isBusy}
          onClick={() => void session.duplicate(name, title, t('models.copyOf', { title }))}
        >
          {t('models.duplicate')}
        </Button>
        {own !== null && (
          <>
            <Button kind="quiet" disabled={isBusy} onClick={() => setIsRenaming(true)}>
              {t('models.rename')}
            </Button>
            <Button kind="quiet" icon="trash" disabled={isBusy} onClick={() => void session.remove(own)}>
              {t('models.delete')}
            </Button>
          </>
        )}
      </div>
      {details !== undefined && 'metadata' in details && <ModelCard metadata={details.metadata} />}
    </Card>
  );
}

/** `wide` knows too many words to listen with, and `strings` stands in for `digits`. */
function toListener(name: LibraryName): ModelName | null {
  return name === 'wide' || name === 'strings' ? null : name;
}
