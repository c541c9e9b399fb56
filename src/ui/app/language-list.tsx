import { useTranslation } from 'react-i18next';
import { languages, setLanguage, type Language } from '../i18n/i18n.ts';
import { ChoiceList } from '../shared/choice-list.tsx';

/** The page's language; each is named in its own words. */
export function LanguageList() {
  const { t, i18n } = useTranslation();
  const current = languages.find(({ name }) => name === i18n.resolvedLanguage)?.name ?? 'en';
  return (
    <ChoiceList<Language>
      legend={t('app.language')}
      choices={languages.map(({ name, ownName }) => ({ value: name, text: ownName }))}
      value={current}
      onChoose={(language) => {
        void setLanguage(language);
      }}
    />
  );
}
