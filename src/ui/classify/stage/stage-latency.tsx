import { useTranslation } from 'react-i18next';
import type { Scoring } from '../../../workers/protocol.ts';
import { useFormat } from '../../shared/format.ts';
import { latencyMs } from './said.ts';
import styles from './stage-latency.module.css';

type StageLatencyProps = { times: Pick<Scoring, 'featuresMs' | 'modelMs'> | null };

/** How long the newest answer took, and what of it went where. */
export function StageLatency({ times }: StageLatencyProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (times === null) return null;
  return (
    <div className={styles.latency}>
      <p className={styles.total} data-testid="stage-latency">
        {format.ms(latencyMs(times))}
      </p>
      <p className={styles.under}>
        {t('classify.stage.latency')}
        <span className={styles.parts}>
          {` · ${t('classify.step.features')} ${format.ms(times.featuresMs)}`}
          {` + ${t('classify.step.model')} ${format.ms(times.modelMs)}`}
        </span>
      </p>
    </div>
  );
}
