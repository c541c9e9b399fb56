import { useTranslation } from 'react-i18next';
import { previewSchedule } from '../../../core/training/optimisation/schedule.ts';
import type { TrainingConfig } from '../../../core/training/config/training-config.ts';
import { useFormat } from '../../shared/format.ts';
import { scheduleOf } from './schedule-of.ts';
import styles from './schedule-preview.module.css';

type SchedulePreviewProps = { config: TrainingConfig; stepsPerEpoch: number | null };

const numPoints = 160;
const width = 400;
const height = 80;

/** The learning rate from the first step to the last. */
export function SchedulePreview({ config, stepsPerEpoch }: SchedulePreviewProps) {
  const { t } = useTranslation();
  const format = useFormat();
  // Before the clips are known, an epoch of one step shows the same shape, but for the warm-up.
  const schedule = scheduleOf(config, stepsPerEpoch ?? 10);
  const points = previewSchedule(schedule, numPoints);
  const most = Math.max(...points.map(({ learningRate }) => learningRate), 1e-12);
  const x = (step: number) => (width * step) / Math.max(1, schedule.numSteps - 1);
  const y = (rate: number) => height - (height * rate) / most;
  const path = points.map(({ step, learningRate }) => `${x(step).toFixed(1)} ${y(learningRate).toFixed(1)}`);
  const peak = format.upTo(most, 6);
  const last = format.upTo(points.at(-1)?.learningRate ?? 0, 6);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <span>{t('train.schedule.preview')}</span>
        <span>
          {t('train.schedule.range', {
            peak,
            last,
            count: schedule.numSteps,
            steps: format.count(schedule.numSteps),
          })}
        </span>
      </figcaption>
      <svg
        className={styles.plot}
        viewBox={`0 -3 ${width} ${height + 6}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('train.schedule.preview')}
      >
        <path className={styles.line} d={`M${path.join('L')}`} />
      </svg>
    </figure>
  );
}
