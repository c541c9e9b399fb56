import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceList } from '../shared/choice-list.tsx';
import { Dialog } from '../shared/dialog.tsx';
import { Icon } from '../shared/icon.tsx';
import { useRecogniser } from '../shared/recogniser-context.tsx';
import { useModelWords } from '../shared/use-model-words.ts';
import { BackendChoiceList } from './backend-choice-list.tsx';
import { LanguageList } from './language-list.tsx';
import { ThemeList } from './theme-list.tsx';
import { useBackendWords } from './use-backend-words.ts';
import styles from './settings-sheet.module.css';

/** On phones: one button that says model and backend, and a sheet with everything that can be chosen. */
export function SettingsSheet() {
  const { t } = useTranslation();
  const { recogniser, state } = useRecogniser();
  const { name, reason } = useBackendWords();
  const models = useModelWords();
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button type="button" className={styles.button} aria-haspopup="dialog" onClick={() => setIsOpen(true)}>
        <span className={styles.words}>
          <b>{models.title(state.model)}</b>
          <small>{name}</small>
        </span>
        <Icon name="settings" />
        <span className="visually-hidden">{t('app.settings')}</span>
      </button>
      <Dialog isOpen={isOpen} onClose={() => setIsOpen(false)} title={t('app.settings')} isSheet>
        <div className={styles.lists}>
          <ChoiceList
            legend={t('app.model')}
            choices={models.names.map((value) => ({
              value,
              text: models.title(value),
              hint: models.hint(value),
            }))}
            value={state.model}
            onChoose={(value) => recogniser.setModel(value)}
          />
          <div>
            <BackendChoiceList />
            <p className={styles.reason} data-testid="backend-sheet">
              {reason === '' ? name : `${name} · ${reason}`}
            </p>
          </div>
          <LanguageList />
          <ThemeList />
        </div>
      </Dialog>
    </>
  );
}
