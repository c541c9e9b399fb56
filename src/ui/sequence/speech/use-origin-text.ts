import { useTranslation } from 'react-i18next';
import type { SpeechOrigin } from './speech-session.ts';

/** Names a recording after where it came from. */
export function useOriginText(): (origin: SpeechOrigin) => string {
  const { t } = useTranslation();
  return (origin) => {
    switch (origin.kind) {
      case 'sample':
        return t('speech.origin.sample', { title: origin.words.join(' ') });
      case 'file':
        return origin.name;
      default:
        return t('speech.origin.take', { number: origin.number });
    }
  };
}
