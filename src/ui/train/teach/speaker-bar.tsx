import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { DeviceSelect } from '../../shared/listen/device-select.tsx';
import { Select } from '../../shared/select.tsx';
import type { Teach } from './use-teach.ts';
import styles from './speaker-bar.module.css';

const takeCounts = [5, 8, 10, 15, 20] as const;

/** Who speaks, how many takes a word gets, and which microphone hears them. */
export function SpeakerBar({ sessions: { teach, recording, microphone } }: { sessions: Teach }) {
  const { t } = useTranslation();
  const { takes, speaker } = useSyncExternalStore(teach.subscribe, teach.getSnapshot);
  const { wanted } = useSyncExternalStore(recording.subscribe, recording.getSnapshot);
  const { devices } = useSyncExternalStore(microphone.subscribe, microphone.getSnapshot);
  const speakers = [...new Set([...takes.map((take) => take.speaker), speaker])];
  return (
    <div className={styles.bar}>
      <label className={styles.field}>
        <span>{t('train.teach.speaker')}</span>
        <Select value={speaker} onChange={(event) => teach.changeSpeaker(event.target.value)}>
          {speakers.map((each, index) => (
            <option key={each} value={each}>
              {t('train.teach.voice', { number: index + 1 })}
            </option>
          ))}
        </Select>
      </label>
      <Button icon="plus" onClick={() => teach.changeSpeaker()}>
        {t('train.teach.newSpeaker')}
      </Button>
      <label className={styles.field}>
        <span>{t('train.teach.wanted')}</span>
        <Select value={wanted} onChange={(event) => recording.want(Number(event.target.value))}>
          {takeCounts.map((count) => (
            <option key={count} value={count}>
              {count}
            </option>
          ))}
        </Select>
      </label>
      {devices.length > 1 && (
        <label className={styles.field}>
          <span>{t('classify.device')}</span>
          <DeviceSelect microphone={microphone} />
        </label>
      )}
    </div>
  );
}
