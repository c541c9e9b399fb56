import { useTranslation } from 'react-i18next';
import { useRecogniser } from '../shared/recogniser-context.tsx';
import { useDelayed } from '../shared/use-delayed.ts';

/** Work that is over sooner shows nothing. */
const showBusyAfterMs = 300;

/** What to say while an answer is awaited; null when none is, or not for long. */
export function useBusyText(isBusy: boolean): string | null {
  const { t } = useTranslation();
  const { status } = useRecogniser().state;
  const isShown = useDelayed(isBusy, showBusyAfterMs);
  if (!isShown) return null;
  return status === 'loading' ? t('app.modelLoading') : t('classify.busy');
}
