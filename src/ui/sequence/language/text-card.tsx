import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { Card } from '../../shared/card.tsx';
import { sampleLanguages, sampleTexts } from './sample-texts.ts';
import type { PlaygroundSession } from './session/playground-session.ts';
import type { PlaygroundState } from './session/playground-state.ts';
import { TextBox } from './text-box.tsx';
import styles from './language-card.module.css';

type TextCardProps = { session: PlaygroundSession; state: PlaygroundState };

/** What is learned from. */
export function TextCard({ session, state }: TextCardProps) {
  const { t } = useTranslation();
  return (
    <Card className={styles.card} aria-labelledby="language-text">
      <div className={styles.head}>
        <h2 id="language-text" className={styles.title}>
          {t('sequence.text.title')}
        </h2>
        <div className={styles.actions}>
          {sampleLanguages.map((language) => (
            <Button
              key={language}
              kind="quiet"
              lang={sampleTexts[language].languageTag}
              onClick={() => session.loadSample(language)}
            >
              {sampleTexts[language].ownName}
            </Button>
          ))}
        </div>
      </div>
      <TextBox
        label={t('sequence.text.label')}
        source={state.corpus}
        rows={9}
        accept=".txt,.arpa,.lm,.json,text/plain"
        fileButton={t('sequence.text.open')}
        testId="corpus-input"
        onChange={(source) => session.setCorpus(source)}
        onFiles={(files) => void session.openFiles(files)}
      />
    </Card>
  );
}
