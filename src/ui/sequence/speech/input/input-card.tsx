import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { WindowKind } from '../../../../core/language/decoder/decode-options.ts';
import { Card } from '../../../shared/card.tsx';
import { DeviceSelect } from '../../../shared/listen/device-select.tsx';
import { MicrophoneButton } from '../../../shared/listen/microphone-button.tsx';
import { Segments } from '../../../shared/segments.tsx';
import { SoundFileButton } from '../../../shared/sound-file-button.tsx';
import type { Speech } from '../use-speech.ts';
import styles from './input-card.module.css';

const kinds: readonly WindowKind[] = ['frames', 'segments'];

/** Everything a recording can come in by, and how it is cut into what the model hears. */
export function InputCard({ speech }: { speech: Speech }) {
  const { t } = useTranslation();
  const { session, microphone } = speech;
  const { phase } = useSyncExternalStore(microphone.subscribe, microphone.getSnapshot);
  const { kind } = useSyncExternalStore(session.subscribe, session.getSnapshot);
  const action = phase === 'closed' ? t('speech.record') : t('speech.stop');
  return (
    <Card className={styles.card} aria-label={t('speech.input')}>
      <div className={styles.main} title={t('speech.recordHint')}>
        <MicrophoneButton
          session={microphone}
          phase={phase}
          label={action}
          onPress={() => void speech.pressMicrophone()}
        />
        <p className={styles.action} aria-hidden="true">
          {phase === 'opening' ? t('classify.opening') : action}
        </p>
      </div>
      <div className={styles.rest}>
        <Segments
          legend={t('speech.kind.legend')}
          name="speech-kind"
          choices={kinds.map((value) => ({
            value,
            text: t(`speech.kind.${value}`),
            hint: t(`speech.kind.${value}Hint`),
          }))}
          value={kind}
          onChoose={(chosen) => void session.setKind(chosen)}
        />
        <p className={styles.hint}>{t(`speech.kind.${kind}Hint`)}</p>
        <DeviceSelect microphone={microphone} className={styles.device} />
        <SoundFileButton text={t('speech.open')} hint={t('speech.openHint')} onFile={speech.hearFile} />
      </div>
    </Card>
  );
}
