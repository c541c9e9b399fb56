import { useTranslation } from 'react-i18next';
import { useFormat } from '../shared/format.ts';
import styles from './timings.module.css';

type TimingsProps = { times: { decodeMs: number; featuresMs: number; modelMs: number } | null };

/** One quiet line: how long each step took. */
export function Timings({ times }: TimingsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const steps =
    times === null
      ? []
      : ([
          ['decode', times.decodeMs],
          ['features', times.featuresMs],
          ['model', times.modelMs],
        ] as const);
  return (
    <p className={styles.line} data-testid="timings">
      {steps.map(([step, ms]) => (
        <span key={step} className={styles.step}>
          {t(`classify.step.${step}`)} {format.ms(ms)}
        </span>
      ))}
    </p>
  );
}
