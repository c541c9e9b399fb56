import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../shared/card.tsx';
import { useFormat } from '../../shared/format.ts';
import { thinEpochs, type TrainingRun } from '../session/training-run.ts';
import { CurveChart, type CurvePoint } from './curve-chart.tsx';
import styles from './curves-card.module.css';

const noPoints: readonly CurvePoint[] = [];

/** Loss and accuracy over the epochs, of the clips it learns from and of those it does not. */
export function CurvesCard({ run }: { run: TrainingRun }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { epochs, points, stepsPerEpoch, numSteps, best } = run;
  const steps = useMemo(
    () => points.map(({ step, loss }): CurvePoint => ({ epoch: step / stepsPerEpoch, value: loss })),
    [points, stepsPerEpoch],
  );
  const curves = useMemo(
    () => ({
      loss: {
        train: curveOf(epochs, ({ loss }) => loss),
        validation: curveOf(epochs, ({ valLoss }) => valLoss),
      },
      accuracy: {
        train: curveOf(epochs, ({ accuracy }) => accuracy),
        validation: curveOf(epochs, ({ valAccuracy }) => valAccuracy),
      },
    }),
    [epochs],
  );
  const numEpochs = Math.max(1, Math.ceil(numSteps / stepsPerEpoch));
  const last = epochs.at(-1);
  const sentence = (name: 'loss' | 'accuracy') =>
    last === undefined
      ? t(`train.curves.${name}`)
      : t(`train.curves.${name}Sentence`, {
          epoch: epochs.length,
          train: name === 'loss' ? format.plain(last.loss, 3) : format.percent(last.accuracy),
          validation:
            name === 'loss' ? format.plain(last.valLoss ?? 0, 3) : format.percent(last.valAccuracy ?? 0),
        });
  return (
    <Card aria-labelledby="train-curves">
      <div className={styles.head}>
        <h3 id="train-curves" className={styles.title}>
          {t('train.curves.title')}
        </h3>
        <ul className={styles.legend}>
          <li>
            <span className={styles.train} /> {t('train.curves.train')}
          </li>
          <li>
            <span className={styles.validation} /> {t('train.curves.validation')}
          </li>
        </ul>
      </div>
      {(['loss', 'accuracy'] as const).map((name) => (
        <figure key={name} className={styles.figure}>
          <figcaption className={styles.caption}>{t(`train.curves.${name}`)}</figcaption>
          <CurveChart
            {...curves[name]}
            steps={name === 'loss' ? steps : noPoints}
            numEpochs={numEpochs}
            best={best}
            isShare={name === 'accuracy'}
            unit={t('train.curves.epochs')}
            label={sentence(name)}
          />
        </figure>
      ))}
    </Card>
  );
}

/** One value of each epoch that has it. */
function curveOf(
  epochs: TrainingRun['epochs'],
  valueOf: (record: TrainingRun['epochs'][number]) => number | null,
): CurvePoint[] {
  return thinEpochs(epochs).flatMap(({ epoch, record }) => {
    const value = valueOf(record);
    return value === null ? [] : [{ epoch, value }];
  });
}
