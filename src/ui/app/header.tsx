import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../shared/button.tsx';
import { Icon } from '../shared/icon.tsx';
import { Menu } from '../shared/menu.tsx';
import { useTheme } from '../shared/theme.ts';
import { BackendChoiceList } from './backend-choice-list.tsx';
import { LanguageList } from './language-list.tsx';
import { ModelSelect } from './model-select.tsx';
import { SettingsSheet } from './settings-sheet.tsx';
import { themeIcons, ThemeList } from './theme-list.tsx';
import { useBackendWords } from './use-backend-words.ts';
import icon from './icon.svg';
import styles from './header.module.css';

/** Name, tabs, and what is chosen for the whole page. On phones the choices are in one sheet. */
export function Header({ onShowKeys, children }: { onShowKeys: () => void; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <header className={styles.header}>
      <div className={styles.inside}>
        <h1 className={styles.name}>
          <img src={icon} alt="" width="28" height="28" />
          {t('app.name')}
        </h1>
        {children}
        <div className={styles.choices}>
          <ModelSelect />
          <BackendMenu />
          <LanguageMenu />
          <ThemeMenu />
          <Button
            className={styles.keys}
            kind="quiet"
            icon="keyboard"
            aria-label={t('app.keys.open')}
            title={t('app.keys.open')}
            onClick={onShowKeys}
          />
        </div>
        <div className={styles.sheet}>
          <SettingsSheet />
        </div>
      </div>
    </header>
  );
}

function BackendMenu() {
  const { t } = useTranslation();
  const { name, reason } = useBackendWords();
  const words = reason === '' ? name : `${name} · ${reason}`;
  return (
    <Menu
      label={`${t('app.backend')}: ${words}`}
      className={styles.backend}
      button={
        <>
          <Icon name="processor" />
          <span className={styles.backendWords} data-testid="backend">
            <b>{name}</b>
            {reason !== '' && <span className={styles.reason}>{` · ${reason}`}</span>}
          </span>
        </>
      }
    >
      <BackendChoiceList />
    </Menu>
  );
}

function LanguageMenu() {
  const { t } = useTranslation();
  return (
    <Menu label={t('app.language')} button={<Icon name="globe" />}>
      <LanguageList />
    </Menu>
  );
}

function ThemeMenu() {
  const { t } = useTranslation();
  const theme = useTheme();
  return (
    <Menu
      label={`${t('app.theme')}: ${t(`app.themeName.${theme}`)}`}
      button={<Icon name={themeIcons[theme]} />}
    >
      <ThemeList />
    </Menu>
  );
}
