import { useTranslation } from 'react-i18next';
import type { MicrophoneSettings } from '../../platform/browser/microphone.ts';
import { classNames } from '../shared/class-names.ts';
import { useFormat } from '../shared/format.ts';
import styles from './granted-settings.module.css';

const processing = ['echoCancellation', 'noiseSuppression', 'autoGainControl'] as const;

type GrantedSettingsProps = { granted: (MicrophoneSettings & { sampleRateHz: number }) | null };

/** The browser is asked to leave the sound alone; this says what it really does. */
export function GrantedSettings({ granted }: GrantedSettingsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (granted === null) return <p className={styles.before}>{t('classify.processing.before')}</p>;
  const isChanged = processing.some((name) => granted[name] === 'on');
  return (
    <div className={styles.granted} data-testid="granted">
      <dl className={styles.list}>
        {processing.map((name) => (
          <div key={name} className={styles.row}>
            <dt>{t(`classify.processing.${name}`)}</dt>
            <dd className={classNames(granted[name] === 'on' && styles.on)}>
              {t(`classify.processing.state.${granted[name]}`)}
            </dd>
          </div>
        ))}
        <div className={styles.row}>
          <dt>{t('classify.processing.rate')}</dt>
          <dd>{format.kHz(granted.sampleRateHz)}</dd>
        </div>
        {granted.numChannels !== null && (
          <div className={styles.row}>
            <dt>{t('classify.processing.channels')}</dt>
            <dd>{granted.numChannels}</dd>
          </div>
        )}
      </dl>
      {isChanged && <p className={styles.on}>{t('classify.processing.changed')}</p>}
    </div>
  );
}
