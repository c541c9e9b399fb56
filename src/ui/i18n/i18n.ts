import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { readSetting, writeSetting } from '../shared/settings.ts';
import en from './en.json' with { type: 'json' };
import zh from './zh.json' with { type: 'json' };

/** A missing or superfluous key in one of the languages is a type error. */
const translations = { en, zh } satisfies Record<string, typeof en & typeof zh>;

export type Language = keyof typeof translations;
/** Each language in its own words, with the tag for `lang`. */
export const languages: readonly {
  readonly name: Language;
  readonly tag: string;
  readonly ownName: string;
}[] = [
  { name: 'en', tag: 'en', ownName: 'English' },
  { name: 'zh', tag: 'zh-CN', ownName: '简体中文' },
];

/** Starts with the language of an earlier visit, else the browser's, else English. Ready when it returns. */
export function startTranslations(): void {
  void i18next.use(initReactI18next).init({
    lng: firstLanguage(),
    fallbackLng: 'en',
    resources: { en: { translation: en }, zh: { translation: zh } },
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  showLanguage();
}

/** Switches the page to another language and remembers it. */
export async function setLanguage(language: Language): Promise<void> {
  writeSetting('language', language);
  await i18next.changeLanguage(language);
  showLanguage();
}

function firstLanguage(): Language {
  const wanted = [readSetting('language'), ...navigator.languages];
  for (const tag of wanted) {
    const language = languages.find(
      ({ name }) => tag === name || tag?.toLowerCase().startsWith(`${name}-`) === true,
    );
    if (language !== undefined) return language.name;
  }
  return 'en';
}

function showLanguage(): void {
  const tag = languages.find(({ name }) => name === i18next.resolvedLanguage)?.tag ?? 'en';
  document.documentElement.lang = tag;
}
