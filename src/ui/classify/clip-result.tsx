import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../shared/button.tsx';
import { useDelayed } from '../shared/use-delayed.ts';
import type { ClipSession } from './clip-session.ts';
import { ClipWord, WordPrompt } from './clip-word.tsx';
import { ResultCard } from './result-card.tsx';
import { useBusyText } from './use-busy-text.ts';

/** Work that takes longer can be cancelled. */
const showCancelAfterMs = 2000;

/** What the model makes of one clip. */
export function ClipResult({ clips }: { clips: ClipSession }) {
  const { t } = useTranslation();
  const { heard, isBusy } = useSyncExternalStore(clips.subscribe, clips.getSnapshot);
  const busyText = useBusyText(isBusy);
  const isCancellable = useDelayed(isBusy, showCancelAfterMs);
  const scoring = heard?.classification ?? null;
  return (
    <ResultCard
      head={
        <>
          <h3>{busyText ?? t('classify.result')}</h3>
          {isCancellable && (
            <Button kind="quiet" onClick={() => clips.cancel()}>
              {t('classify.cancel')}
            </Button>
          )}
        </>
      }
      word={scoring === null ? <WordPrompt /> : <ClipWord scoring={scoring} />}
      ranked={scoring?.ranked ?? []}
      threshold={scoring?.threshold ?? null}
      times={scoring}
      busyText={busyText}
    />
  );
}
