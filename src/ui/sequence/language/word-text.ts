import { useTranslation } from 'react-i18next';

/** How a model's own marks are shown; words stay as they are. */
export function useWordText(): (word: string) => string {
  const { t } = useTranslation();
  return (word) => {
    switch (word) {
      case '</s>':
        return t('sequence.word.end');
      case '<unk>':
        return t('sequence.word.unknown');
      case '\u2581':
        return '␣';
      default:
        return word;
    }
  };
}
