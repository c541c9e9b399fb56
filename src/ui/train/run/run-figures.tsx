import { useTranslation } from 'react-i18next';
import { wilsonInterval } from '../../../core/evaluation/wilson-interval.ts';
import { Card } from '../../shared/card.tsx';
import { useFormat } from '../../shared/format.ts';
import type { TrainingRun } from '../session/training-run.ts';
import styles from './run-figures.module.css';

/** Below this many clips a decimal would say more than is certain. */
const fewClips = 100;

/** How often it is right on clips it does not learn from, with the interval; then three smaller figures. */
export function RunFigures({ run }: { run: TrainingRun }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { epochs, best, numValidation, outcome } = run;
  const shown = outcome === null ? epochs.at(-1) : epochs[(best ?? epochs.length) - 1];
  const digits = numValidation < fewClips ? 0 : 1;
  const percent = (value: number) => format.plain(value * 100, digits);
  const accuracy = shown?.valAccuracy ?? null;
  const numRight = accuracy === null ? 0 : Math.round(accuracy * numValidation);
  const [low, high] = wilsonInterval(numRight, numValidation);
  const loss = (value: number | null | undefined) =>
    value === null || value === undefined ? '–' : format.plain(value, 3);
  const figures = [
    {
      name: t('train.figures.valLoss'),
      value: loss(shown?.valLoss),
      note: t('train.figures.trainLoss', { loss: loss(shown?.loss) }),
    },
    {
      name: t('train.figures.bestEpoch'),
      value: best === null ? '–' : format.count(best),
      note: t('train.figures.ofEpochs', { count: epochs.length, epochs: format.count(epochs.length) }),
    },
    {
      name: t('train.figures.learningRate'),
      value: run.learningRate === null ? '–' : format.upTo(Number(run.learningRate.toPrecision(2)), 8),
      note:
        shown === undefined ? '\u00A0' : t('train.figures.secPerEpoch', { time: format.sec(shown.seconds) }),
    },
  ];
  return (
    <div className={styles.figures}>
      <Card className={styles.accuracy}>
        <p className={styles.name}>
          {t(outcome === null ? 'train.figures.valAccuracy' : 'train.figures.bestAccuracy')}
        </p>
        <p className={styles.accuracyValue} data-testid="validation-accuracy">
          {accuracy === null ? '–' : `${percent(accuracy)}\u00A0%`}
        </p>
        <p className={styles.note}>
          {accuracy === null
            ? t(numValidation === 0 ? 'train.run.noValidation' : 'train.run.afterEpoch')
            : t('train.figures.interval', {
                interval: `${percent(low)}–${percent(high)}\u00A0%`,
                right: format.count(numRight),
                count: numValidation,
                clips: format.count(numValidation),
              })}
        </p>
      </Card>
      {figures.map(({ name, value, note }) => (
        <Card key={name} className={styles.figure}>
          <p className={styles.name}>{name}</p>
          <p className={styles.value}>{value}</p>
          <p className={styles.note}>{note}</p>
        </Card>
      ))}
    </div>
  );
}
