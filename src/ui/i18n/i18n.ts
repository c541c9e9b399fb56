import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { readSetting, writeSetting } from '../shared/settings.ts';
import en from './en.json' with { type: 'json' };

export type Language = 'en' | 'zh';

/** English comes with the page, other languages when they are wanted. A missing key is a type error. */
const loaders: Readonly<Record<Language, () => Promise<typeof en>>> = {
  en: async () => en,
  zh: async () => (await import('./zh.json', { with: { type: 'json' } })).default,
};

/** Each language in its own words, with the tag for `lang`. */
export const languages: readonly {
  readonly name: Language;
  readonly tag: string;
  readonly ownName: string;
}[] = [
  { name: 'en', tag: 'en', ownName: 'English' },
  { name: 'zh', tag: 'zh-CN', ownName: '简体中文' },
];

/** Starts with the language of an earlier visit, else the browser's, else English; English where it cannot be fetched. */
export async function startTranslations(): Promise<void> {
  void i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    initAsync: false,
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  const language = firstLanguage();
  if (language !== 'en') await show(language).catch(() => undefined);
  showLanguage();
}

/** Switches the page to another language and remembers it; the page stays as it is where that cannot be fetched. */
export async function setLanguage(language: Language): Promise<void> {
  writeSetting('language', language);
  await show(language).catch(() => undefined);
  showLanguage();
}

async function show(language: Language): Promise<void> {
  if (!i18next.hasResourceBundle(language, 'translation')) {
    i18next.addResourceBundle(language, 'translation', await loaders[language]());
  }
  await i18next.changeLanguage(language);
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
