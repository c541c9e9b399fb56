import { useSyncExternalStore, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { DeviceSelect } from '../shared/listen/device-select.tsx';
import { Segments } from '../shared/segments.tsx';
import { SoundFileButton } from '../shared/sound-file-button.tsx';
import { GrantedSettings } from './granted-settings.tsx';
import { MicrophoneButton } from '../shared/listen/microphone-button.tsx';
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
        <Segments
          legend={t('classify.mode')}
          name="listen-mode"
          choices={modes.map((value) => ({
            value,
            text: t(`classify.${value}.name`),
            hint: t(`classify.${value}.hint`),
          }))}
          value={mode}
          onChoose={changeMode}
        />
        <DeviceSelect microphone={microphone} className={styles.device} />
        <SoundFileButton text={t('classify.open')} hint={t('classify.openHint')} onFile={hearFile} />
        <Button ref={stageButton} icon="expand" title={t('classify.stage.hint')} onClick={onStage}>
          {t('classify.stage.title')}
        </Button>
        <GrantedSettings granted={granted} />
      </div>
    </Card>
  );
}
