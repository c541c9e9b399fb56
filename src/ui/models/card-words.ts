import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { chineseCardWords } from './chinese-card-words.ts';

/**
 * Cards are written in English, in the model file. In Chinese the sentences of the shipped models' cards are shown
 * translated; what stands in other people's files stays as it is.
 */
export function useCardWords(): (text: string) => string {
  const { i18n } = useTranslation();
  const isChinese = i18n.resolvedLanguage === 'zh';
  return useCallback(
    (text: string) => (isChinese ? (chineseCardWords.get(text) ?? text) : text),
    [isChinese],
  );
}
