import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnalysedClip } from '../../../workers/protocol.ts';
import { Card } from '../../shared/card.tsx';
import { Icon } from '../../shared/icon.tsx';
import type { ExplainSession } from './explain-session.ts';
import styles from './explain-section.module.css';

const ExplainView = lazy(async () => ({ default: (await import('./explain-view.tsx')).ExplainView }));

type ExplainSectionProps = {
  session: ExplainSession;
  clip: AnalysedClip | null;
  /** Live mode is listening: each window is gone before anyone could look into it. */
  isMoving: boolean;
};

/** "How it hears": closed at first, and then as the visitor left it. What is inside is fetched when it opens. */
export function ExplainSection({ session, clip, isMoving }: ExplainSectionProps) {
  const { t } = useTranslation();
  const { isOpen } = useSyncExternalStore(session.subscribe, session.getSnapshot);
  useEffect(() => session.setClip(clip), [session, clip]);
  return (
    <Card className={styles.card}>
      <details open={isOpen} onToggle={(event) => session.setOpen(event.currentTarget.open)}>
        <summary className={styles.summary}>
          <span className={styles.mark}>
            <Icon name="down" />
          </span>
          <h3 className={styles.title}>{t('explain.title')}</h3>
          <span className={styles.hint}>{t('explain.hint')}</span>
        </summary>
        {isOpen && (
          <div className={styles.inside}>
            {isMoving ? (
              <p className={styles.hint}>{t('explain.whileListening')}</p>
            ) : (
              <Suspense fallback={<p className={styles.hint}>{t('explain.loading')}</p>}>
                <ExplainView session={session} />
              </Suspense>
            )}
          </div>
        )}
      </details>
    </Card>
  );
}
