import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../shared/card.tsx';
import { ErrorNote } from '../../shared/error-note.tsx';
import { usePageWork } from '../../shared/page-work.ts';
import { GenerateCard } from './generate-card.tsx';
import { ModelCard } from './model-card.tsx';
import { NextCard } from './next-card.tsx';
import type { PlaygroundSession } from './session/playground-session.ts';
import { TextCard } from './text-card.tsx';
import { TryCard } from './try-card.tsx';
import styles from './language-view.module.css';

/** Left a text and the model learned from it; right what the model knows. */
export function LanguageView({ session }: { session: PlaygroundSession }) {
  const { t } = useTranslation();
  const state = useSyncExternalStore(session.subscribe, session.getSnapshot);
  const { error, models, kind, busy } = state;
  usePageWork(busy !== null);
  return (
    <>
      {error !== null && (
        <ErrorNote
          error={error.error}
          subject={error.subject === '' ? undefined : error.subject}
          onDismiss={() => session.dismissError()}
        />
      )}
      <div className={styles.view}>
        <div className={styles.column}>
          <TextCard session={session} state={state} />
          <ModelCard session={session} state={state} />
        </div>
        <div className={styles.column}>
          {models[kind] === null ? (
            <Card className={styles.empty}>
              <h2 className={styles.emptyTitle}>{t(`sequence.empty.${kind}`)}</h2>
              <p>{t('sequence.empty.lead')}</p>
            </Card>
          ) : (
            <>
              <TryCard session={session} state={state} />
              <div className={styles.pair}>
                <NextCard session={session} state={state} />
                <GenerateCard session={session} state={state} />
              </div>
            </>
          )}
        </div>
      </div>
    </>
  );
}
