import { useTranslation } from 'react-i18next';
import { useRecogniser } from '../shared/recogniser-context.tsx';

/** The backend in use and why, in words; the reason is empty until it is known. */
export function useBackendWords(): { name: string; reason: string } {
  const { t } = useTranslation();
  const { backend } = useRecogniser().state;
  if (backend === null) return { name: t('app.backendLooking'), reason: '' };
  return {
    name: t(`app.backendName.${backend.name}`),
    reason: t(`app.backendReason.${backend.reason}`, { adapter: backend.adapter ?? 'GPU' }),
  };
}
