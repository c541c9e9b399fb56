import { createContext, use, type ReactNode } from 'react';
import type { LanguageModels } from '../../workers/language-models.ts';

const LanguageContext = createContext<LanguageModels | null>(null);

/** Gives the panels below the page's language models. */
export function LanguageProvider({
  languages,
  children,
}: {
  languages: LanguageModels;
  children: ReactNode;
}) {
  return <LanguageContext value={languages}>{children}</LanguageContext>;
}

/** The page's language models. */
export function useLanguageModels(): LanguageModels {
  const languages = use(LanguageContext);
  if (languages === null) throw new Error('useLanguageModels needs a LanguageProvider around it.');
  return languages;
}
