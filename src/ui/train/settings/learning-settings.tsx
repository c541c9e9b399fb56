import { useTranslation } from 'react-i18next';
import type { TrainingConfig } from '../../../core/training/config/training-config.ts';
import { lossNames } from '../../../core/training/optimisation/losses.ts';
import { optimizerNames } from '../../../core/training/optimisation/optimizer.ts';
import type { NetworkSummary } from '../../../workers/training-protocol.ts';
import type { ConfigChange } from '../session/config-text.ts';
import { ChoiceField, NumberField } from '../../shared/field.tsx';
import { SchedulePreview } from './schedule-preview.tsx';
import styles from './settings-card.module.css';

type LearningSettingsProps = {
  config: TrainingConfig;
  network: NetworkSummary | null;
  onChange: (changes: readonly ConfigChange[]) => void;
};

const scheduleNames = ['constant', 'step', 'exponential', 'cosine', 'plateau'] as const;

/** How it learns: optimizer, learning rate and its course, loss, which clips check it, seed. */
export function LearningSettings({ config, network, onChange }: LearningSettingsProps) {
  const { t } = useTranslation();
  const { training, data, seed } = config;
  const { optimizer, schedule, loss, earlyStopping } = training;
  const set = (path: readonly string[], value: unknown) => onChange([{ path, value }]);
  return (
    <div className={styles.grid}>
      <ChoiceField
        label={t('train.settings.optimizer')}
        value={optimizer.name}
        choices={optimizerNames.map((value) => ({ value, text: t(`train.optimizer.${value}`) }))}
        onChange={(name) => set(['training', 'optimizer'], { name })}
      />
      <NumberField
        label={t('train.settings.learningRate')}
        value={optimizer.learningRate}
        min={1e-7}
        max={10}
        onChange={(value) => set(['training', 'optimizer', 'learningRate'], value)}
      />
      <NumberField
        label={t('train.settings.batchSize')}
        value={training.batchSize}
        min={1}
        max={1024}
        isWhole
        onChange={(value) => set(['training', 'batchSize'], value)}
      />
      <NumberField
        label={t('train.settings.weightDecay')}
        value={optimizer.weightDecay}
        min={0}
        max={1}
        onChange={(value) => set(['training', 'optimizer', 'weightDecay'], value)}
      />
      <ChoiceField
        label={t('train.settings.schedule')}
        value={schedule.name}
        choices={scheduleNames.map((value) => ({ value, text: t(`train.schedule.${value}`) }))}
        onChange={(name) => set(['training', 'schedule'], { name, warmUpSteps: schedule.warmUpSteps })}
      />
      <NumberField
        label={t('train.settings.warmUp')}
        value={schedule.warmUpSteps}
        min={0}
        max={1_000_000}
        isWhole
        onChange={(value) => set(['training', 'schedule', 'warmUpSteps'], value)}
      />
      <div className={styles.wide}>
        <SchedulePreview config={config} stepsPerEpoch={network?.stepsPerEpoch ?? null} />
      </div>
      <ChoiceField
        label={t('train.settings.loss')}
        value={loss.name}
        choices={lossNames.map((value) => ({ value, text: t(`train.loss.${value}`) }))}
        onChange={(name) => set(['training', 'loss'], { name })}
      />
      <NumberField
        label={t('train.settings.labelSmoothing')}
        value={loss.labelSmoothing}
        min={0}
        max={0.9}
        onChange={(value) => set(['training', 'loss', 'labelSmoothing'], value)}
      />
      <NumberField
        label={t('train.settings.earlyStopping')}
        unit={t('train.settings.earlyStoppingUnit')}
        value={earlyStopping?.patience ?? 0}
        min={0}
        max={10_000}
        isWhole
        onChange={(patience) => set(['training', 'earlyStopping'], patience === 0 ? undefined : { patience })}
      />
      <NumberField
        label={t('train.settings.validationShare')}
        unit="%"
        value={Math.round(data.validation.share * 1000) / 10}
        min={0}
        max={90}
        onChange={(value) => set(['data', 'validation', 'share'], value / 100)}
      />
      <ChoiceField
        label={t('train.settings.validationBy')}
        value={data.validation.by}
        choices={(['speaker', 'clip'] as const).map((value) => ({
          value,
          text: t(`train.validationBy.${value}`),
        }))}
        onChange={(value) => set(['data', 'validation', 'by'], value)}
      />
      <ChoiceField
        label={t('train.settings.balance')}
        value={data.balance ? 'labels' : 'clips'}
        choices={(['clips', 'labels'] as const).map((value) => ({
          value,
          text: t(`train.balance.${value}`),
        }))}
        onChange={(value) => set(['data', 'balance'], value === 'labels' ? true : undefined)}
      />
      <NumberField
        label={t('train.settings.seed')}
        value={seed}
        min={0}
        max={0x7fffffff}
        isWhole
        onChange={(value) => set(['seed'], value)}
      />
    </div>
  );
}
