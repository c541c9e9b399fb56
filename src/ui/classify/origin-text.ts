import { useTranslation } from 'react-i18next';
import type { ClipOrigin } from './clip-session.ts';

/** Names a clip after where it came from. */
export function useOriginText(): (origin: ClipOrigin) => string {
  const { t } = useTranslation();
  return (origin) => {
    switch (origin.kind) {
      case 'sample':
        return t('classify.origin.sample', { word: origin.word, voice: origin.voice });
      case 'file':
        return origin.name;
      default:
        return t('classify.origin.take', { number: origin.number });
    }
  };
}
