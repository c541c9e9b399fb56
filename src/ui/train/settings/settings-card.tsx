import { useTranslation } from 'react-i18next';
import { Card } from '../../shared/card.tsx';
import type { ConfigChange } from '../session/config-text.ts';
import type { TrainSession, TrainState } from '../session/train-session.ts';
import { ConfigEditor } from './config-editor.tsx';
import { LearningSettings } from './learning-settings.tsx';
import { MainSettings } from './main-settings.tsx';
import { VariationSettings } from './variation-settings.tsx';
import styles from './settings-card.module.css';

type SettingsCardProps = { session: TrainSession; state: TrainState };

/** The settings as a form, few first; and as the text that the command line takes. */
export function SettingsCard({ session, state }: SettingsCardProps) {
  const { t } = useTranslation();
  const { config } = state.config;
  const change = (changes: readonly ConfigChange[]) => session.changeConfig(changes);
  return (
    <Card className={styles.card} aria-labelledby="train-settings">
      <h3 id="train-settings" className={styles.title}>
        {t('train.settings.title')}
      </h3>
      {/* A text with a mistake cannot be changed setting by setting without losing what was typed. */}
      <fieldset className={styles.form} disabled={state.config.error !== null}>
        <legend className="visually-hidden">{t('train.settings.title')}</legend>
        <MainSettings config={config} onChange={change} />
        <details className={styles.more}>
          <summary>{t('train.settings.variations')}</summary>
          <VariationSettings session={session} state={state} onChange={change} />
        </details>
        <details className={styles.more}>
          <summary>{t('train.settings.learning')}</summary>
          <LearningSettings config={config} network={state.network} onChange={change} />
        </details>
      </fieldset>
      <details className={styles.more} open={state.config.error !== null ? true : undefined}>
        <summary>{t('train.settings.yaml')}</summary>
        <ConfigEditor session={session} config={state.config} />
      </details>
    </Card>
  );
}
