import { useTranslation } from 'react-i18next';
import { temperatureLimits } from '../../../core/evaluation/calibration/temperature.ts';
import type { RunCalibration } from '../../../workers/evaluation-protocol.ts';
import { Card } from '../../shared/card.tsx';
import { classNames } from '../../shared/class-names.ts';
import { useFormat } from '../../shared/format.ts';
import { ReliabilityFigure } from './reliability-figure.tsx';
import chartStyles from './charts/charts.module.css';
import styles from './curves.module.css';

type TemperatureCardProps = {
  scaled: RunCalibration['scaled'];
  fileName: (chart: string) => string;
  isBySpeaker: boolean;
};

/** What one number, fitted to one part of the clips, does to the scores of the others. */
export function TemperatureCard({ scaled, fileName, isBySpeaker }: TemperatureCardProps) {
  const { t } = useTranslation();
  return (
    <Card className={styles.card} aria-labelledby="evaluate-temperature-title">
      <h3 id="evaluate-temperature-title" className={styles.title}>
        {t('evaluate.curves.temperature.title')}
      </h3>
      <p className={styles.about}>{t('evaluate.curves.temperature.about')}</p>
      {scaled === null ? (
        <p>{t('evaluate.curves.temperature.none')}</p>
      ) : (
        <Scaled scaled={scaled} fileName={fileName} isBySpeaker={isBySpeaker} />
      )}
    </Card>
  );
}

type ScaledProps = TemperatureCardProps & { scaled: NonNullable<RunCalibration['scaled']> };

function Scaled({ scaled, fileName, isBySpeaker }: ScaledProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { temperature, numFit, numShown, before, after } = scaled;
  const isAtLimit = temperature === temperatureLimits.lowest || temperature === temperatureLimits.highest;
  const parts = [
    t('evaluate.curves.temperature.fit', { count: numFit, clips: format.count(numFit) }),
    t('evaluate.curves.temperature.shown', { count: numShown, clips: format.count(numShown) }),
  ];
  return (
    <>
      <dl className={styles.facts}>
        <Fact name={t('evaluate.curves.temperature.value')} value={format.plain(temperature, 2)} />
        <Fact
          name={t('evaluate.curves.temperature.errorBefore')}
          value={percentOr(before.error, format.percent)}
        />
        <Fact
          name={t('evaluate.curves.temperature.errorAfter')}
          value={percentOr(after.error, format.percent)}
        />
        <Fact name={t('evaluate.curves.temperature.clips')} value={parts.join(' · ')} />
      </dl>
      {isBySpeaker && <p className={styles.about}>{t('evaluate.curves.temperature.speakers')}</p>}
      {isAtLimit && <p className={styles.caution}>{t('evaluate.curves.temperature.limit')}</p>}
      <div className={classNames(styles.pair, chartStyles.aligned)}>
        <ReliabilityFigure
          title={t('evaluate.curves.temperature.before')}
          reliability={before}
          fileName={fileName('reliability-before')}
        />
        <ReliabilityFigure
          title={t('evaluate.curves.temperature.after')}
          reliability={after}
          fileName={fileName('reliability-after')}
        />
      </div>
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function percentOr(value: number | null, write: (value: number) => string): string {
  return value === null ? '–' : write(value);
}
