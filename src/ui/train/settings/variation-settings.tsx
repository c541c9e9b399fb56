import { useTranslation } from 'react-i18next';
import type { ConfigChange } from '../session/config-text.ts';
import type { TrainSession, TrainState } from '../session/train-session.ts';
import { NumberField, SwitchField } from '../../shared/field.tsx';
import { VariationPreview } from './variation-preview.tsx';
import styles from './settings-card.module.css';

type VariationSettingsProps = {
  session: TrainSession;
  state: TrainState;
  onChange: (changes: readonly ConfigChange[]) => void;
};

/** What a kind of variation is set to when it is switched on. */
const whenOn = {
  noise: { snrDb: [5, 30], probability: 0.5 },
  room: { decaySec: [0.15, 0.8], probability: 0.3 },
  specAugment: { masks: 2, bands: 6, frames: 16 },
  lowPass: { hz: [3300, 4000], probability: 0.3 },
  mixup: { probability: 0.3, alpha: 0.2 },
} as const;

/** How clips are varied, so that a few recordings teach more: each can be heard and seen before the start. */
export function VariationSettings({ session, state, onChange }: VariationSettingsProps) {
  const { t } = useTranslation();
  const { augmentation } = state.config.config;
  const set = (path: readonly string[], value: unknown) =>
    onChange([{ path: ['augmentation', ...path], value }]);
  const percent = (share: number) => Math.round(share * 1000) / 10;
  return (
    <>
      <div className={styles.grid}>
        <NumberField
          label={t('train.vary.shift')}
          unit="s"
          value={augmentation.shiftSec}
          min={0}
          max={1}
          onChange={(value) => set(['shiftSec'], value)}
        />
        <NumberField
          label={t('train.vary.speed')}
          unit="%"
          value={percent(augmentation.speed)}
          min={0}
          max={50}
          onChange={(value) => set(['speed'], value / 100)}
        />
        <NumberField
          label={t('train.vary.vocalTract')}
          unit="%"
          value={percent(augmentation.vocalTract)}
          min={0}
          max={50}
          onChange={(value) => set(['vocalTract'], value / 100)}
        />
        <NumberField
          label={t('train.vary.gain')}
          unit="dB"
          value={augmentation.gainDb}
          min={0}
          max={40}
          onChange={(value) => set(['gainDb'], value)}
        />
        {(['noise', 'room', 'lowPass', 'specAugment', 'mixup'] as const).map((kind) => (
          <SwitchField
            key={kind}
            label={t(`train.vary.${kind}`)}
            hint={t(`train.vary.${kind}Hint`)}
            isOn={(augmentation[kind] ?? null) !== null}
            onChange={(isOn) => set([kind], isOn ? whenOn[kind] : undefined)}
          />
        ))}
      </div>
      <VariationPreview session={session} />
    </>
  );
}
