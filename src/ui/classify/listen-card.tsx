import { useRef, useSyncExternalStore, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { Select } from '../shared/select.tsx';
import { GrantedSettings } from './granted-settings.tsx';
import { MicrophoneButton } from '../shared/listen/microphone-button.tsx';
import type { MicrophoneSession } from '../shared/listen/microphone-session.ts';
import type { Classify, ListenMode } from './use-classify.ts';
import styles from './listen-card.module.css';

const modes: readonly ListenMode[] = ['record', 'live'];

type ListenCardProps = {
  classify: Classify;
  stageButton: RefObject<HTMLButtonElement | null>;
  onStage: () => void;
};

/** Everything a sound can come in by, and the way to the stage. */
export function ListenCard({ classify, stageButton, onStage }: ListenCardProps) {
  const { t } = useTranslation();
  const { microphone, mode, changeMode, pressMicrophone, hearFile } = classify;
  const { phase, granted } = useSyncExternalStore(microphone.subscribe, microphone.getSnapshot);
  const action = phase === 'closed' ? t(`classify.${mode}.start`) : t(`classify.${mode}.stop`);
  return (
    <Card className={styles.card} aria-label={t('classify.input')}>
      <div className={styles.main}>
        <MicrophoneButton
          session={microphone}
          phase={phase}
          label={action}
          onPress={() => void pressMicrophone()}
        />
        <p className={styles.action} aria-hidden="true">
          {phase === 'opening' ? t('classify.opening') : action}
        </p>
      </div>
      <div className={styles.rest}>
        <ModeSwitch mode={mode} onMode={changeMode} />
        <DeviceSelect microphone={microphone} />
        <FileButton onFile={hearFile} />
        <Button ref={stageButton} icon="expand" title={t('classify.stage.hint')} onClick={onStage}>
          {t('classify.stage.title')}
        </Button>
        <GrantedSettings granted={granted} />
      </div>
    </Card>
  );
}

type ModeSwitchProps = { mode: ListenMode; onMode: (mode: ListenMode) => void };

function ModeSwitch({ mode, onMode }: ModeSwitchProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.modes}>
      <legend className="visually-hidden">{t('classify.mode')}</legend>
      {modes.map((value) => (
        <label key={value} className={styles.mode} title={t(`classify.${value}.hint`)}>
          <input
            type="radio"
            name="listen-mode"
            className={styles.radio}
            checked={mode === value}
            onChange={() => onMode(value)}
          />
          <span>{t(`classify.${value}.name`)}</span>
        </label>
      ))}
    </fieldset>
  );
}

function DeviceSelect({ microphone }: { microphone: MicrophoneSession }) {
  const { t } = useTranslation();
  const { devices, deviceId } = useSyncExternalStore(microphone.subscribe, microphone.getSnapshot);
  return (
    <Select
      className={styles.device}
      aria-label={t('classify.device')}
      value={deviceId ?? ''}
      onChange={(event) =>
        microphone.chooseDevice(event.target.value === '' ? undefined : event.target.value)
      }
    >
      <option value="">{t('classify.defaultDevice')}</option>
      {devices
        .filter((device) => device.deviceId !== 'default')
        .map((device) => (
          <option key={device.deviceId} value={device.deviceId}>
            {device.label}
          </option>
        ))}
    </Select>
  );
}

function FileButton({ onFile }: { onFile: (file: File) => void }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button icon="upload" title={t('classify.openHint')} onClick={() => input.current?.click()}>
        {t('classify.open')}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".wav,.flac,audio/*"
        hidden
        aria-label={t('classify.open')}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) onFile(file);
          // The same file chosen again must count as a change.
          target.value = '';
        }}
      />
    </>
  );
}
