import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDroppedFiles } from '../shared/dropped-files-context.tsx';
import { useLanguageModels } from '../shared/language-context.tsx';
import { LanguageView } from './language/language-view.tsx';
import { PlaygroundSession } from './language/session/playground-session.ts';
import styles from './sequence-panel.module.css';

/** Which words follow which: language models, learned from a text and tried at once. */
export function SequencePanel() {
  const { t, i18n } = useTranslation();
  const languages = useLanguageModels();
  const [session] = useState(
    () => new PlaygroundSession(languages, i18n.resolvedLanguage === 'zh' ? 'zh' : 'en'),
  );
  useDroppedFiles('sequence', (files) => void session.openFiles(files.map(({ file }) => file)));
  return (
    <div className={styles.panel}>
      <h1 className="visually-hidden">{t('app.panel.sequence')}</h1>
      <LanguageView session={session} />
    </div>
  );
}
