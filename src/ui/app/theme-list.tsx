import { useTranslation } from 'react-i18next';
import { ChoiceList } from '../shared/choice-list.tsx';
import type { IconName } from '../shared/icon.tsx';
import { setTheme, themes, useTheme, type Theme } from '../shared/theme.ts';

export const themeIcons: Readonly<Record<Theme, IconName>> = { system: 'screen', light: 'sun', dark: 'moon' };

/** Light, dark, or as the system is. */
export function ThemeList() {
  const { t } = useTranslation();
  const theme = useTheme();
  return (
    <ChoiceList
      legend={t('app.theme')}
      choices={themes.map((value) => ({ value, text: t(`app.themeName.${value}`) }))}
      value={theme}
      onChoose={(value) => {
        setTheme(value);
      }}
    />
  );
}
