import { useTranslation } from 'react-i18next';
import { decoderTypes, encoderTypes } from '../../../core/models/architecture.ts';
import { startModelNames } from '../../../core/models/shipped-models.ts';
import type { TrainingConfig } from '../../../core/training/config/training-config.ts';
import type { ConfigChange } from '../session/config-text.ts';
import { defaultModel } from '../session/default-config.ts';
import { ChoiceField, NumberField } from '../../shared/field.tsx';
import styles from './settings-card.module.css';

type SettingsProps = {
  config: TrainingConfig;
  onChange: (changes: readonly ConfigChange[]) => void;
};

/** Shipped models that a training can start from. */
const starts = ['scratch', ...startModelNames] as const;

/** What most people want to choose: the network, where it starts, how long it trains. */
export function MainSettings({ config, onChange }: SettingsProps) {
  const { t } = useTranslation();
  const { model, training } = config;
  const from = 'from' in model ? (starts.find((start) => start === model.from) ?? 'other') : 'scratch';
  const architecture = 'architecture' in model ? model.architecture : null;
  const set = (path: readonly string[], value: unknown) => onChange([{ path, value }]);
  return (
    <div className={styles.grid}>
      <ChoiceField
        label={t('train.settings.from')}
        hint={t(from === 'scratch' ? 'train.settings.scratchHint' : 'train.settings.fromHint')}
        value={from}
        choices={[
          ...starts.map((value) => ({
            value,
            text: value === 'scratch' ? t('train.settings.scratch') : t(`app.modelName.${value}`),
          })),
          ...('from' in model && from === 'other' ? [{ value: 'other' as const, text: model.from }] : []),
        ]}
        onChange={(value) =>
          onChange(
            value === 'scratch'
              ? [{ path: ['model'], value: defaultModel('tc-resnet') }]
              : [
                  { path: ['model'], value: { from: value } },
                  { path: ['frontEnd'], value: undefined },
                ],
          )
        }
      />
      {architecture !== null && (
        <>
          <ChoiceField
            label={t('train.settings.encoder')}
            hint={t(`train.encoder.${architecture.encoder.type}.hint`)}
            value={architecture.encoder.type}
            choices={encoderTypes.map((value) => ({ value, text: t(`train.encoder.${value}.name`) }))}
            onChange={(value) => set(['model'], defaultModel(value))}
          />
          <ChoiceField
            label={t('train.settings.decoder')}
            hint={t(`train.decoder.${architecture.decoder.type}.hint`)}
            value={architecture.decoder.type}
            choices={decoderTypes.map((value) => ({ value, text: t(`train.decoder.${value}.name`) }))}
            onChange={(value) => set(['model', 'decoder'], value)}
          />
        </>
      )}
      {'from' in model && (
        <ChoiceField
          label={t('train.settings.freeze')}
          value={model.freeze}
          choices={(['none', 'encoder'] as const).map((value) => ({
            value,
            text: t(`train.settings.freezeName.${value}`),
          }))}
          onChange={(value) => set(['model', 'freeze'], value)}
        />
      )}
      <NumberField
        label={t('train.settings.epochs')}
        value={training.epochs ?? 0}
        min={1}
        max={10_000}
        isWhole
        onChange={(value) =>
          onChange([
            { path: ['training', 'epochs'], value },
            { path: ['training', 'steps'], value: undefined },
          ])
        }
      />
    </div>
  );
}
