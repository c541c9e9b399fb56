import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { ClipFrame } from './clip-card.tsx';
import { ClipFacts } from './clip-facts.tsx';
import { ClipPlots, EmptyPlots } from './clip-plots.tsx';
import type { ExplainSession } from './explain/explain-session.ts';
import type { LiveSession } from '../shared/listen/live-session.ts';

/** The last window that live mode has heard, as picture. */
export function LiveClipCard({ live, explain }: { live: LiveSession; explain: ExplainSession }) {
  const { t } = useTranslation();
  const { newest } = useSyncExternalStore(live.subscribe, live.getSnapshot);
  const name = t('classify.live.clip');
  return (
    <ClipFrame name={name} actions={null}>
      {newest === null ? (
        <EmptyPlots>{t('classify.opening')}</EmptyPlots>
      ) : (
        <>
          <ClipPlots clip={newest.clip} name={name} playerKey="live" smallestScale={0.5} explain={explain} />
          <ClipFacts clip={newest.clip} isLive />
        </>
      )}
    </ClipFrame>
  );
}
