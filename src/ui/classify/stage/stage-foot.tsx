import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { MicrophoneButton } from '../../shared/listen/microphone-button.tsx';
import type { Classify } from '../use-classify.ts';
import { StageKeys } from './stage-keys.tsx';
import styles from './stage-foot.module.css';

/** The microphone with what it does now, and the keys. */
export function StageFoot({ classify }: { classify: Classify }) {
  const { t } = useTranslation();
  const { microphone, mode, pressMicrophone, switchMode } = classify;
  const { phase } = useSyncExternalStore(microphone.subscribe, microphone.getSnapshot);
  return (
    <div className={styles.foot}>
      <MicrophoneButton
        session={microphone}
        phase={phase}
        label={phase === 'closed' ? t(`classify.${mode}.start`) : t(`classify.${mode}.stop`)}
        onPress={() => void pressMicrophone()}
      />
      <p className={styles.state} data-testid="stage-state">
        {phase === 'closed' && t('classify.stage.ready')}
        {phase === 'opening' && t('classify.opening')}
        {phase === 'open' && t(mode === 'live' ? 'classify.live.listening' : 'classify.stage.recording')}
      </p>
      <Button className={styles.mode} onClick={switchMode}>
        {t(`classify.stage.switch.${mode}`)}
      </Button>
      <StageKeys />
    </div>
  );
}
