import { lazy, Suspense, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../shared/card.tsx';
import { useFormat } from '../../shared/format.ts';
import { thinEpochs, type TrainingRun } from '../session/training-run.ts';
import type { CurvePoint } from './curve-chart.tsx';
import styles from './curves-card.module.css';

const CurveChart = lazy(async () => ({ default: (await import('./curve-chart.tsx')).CurveChart }));

/** Loss and accuracy over the epochs, of the clips it learns from and of those it does not. */
export function CurvesCard({ run: newest }: { run: TrainingRun }) {
  const { t } = useTranslation();
  const format = useFormat();
  // Charts take their time: the figures are drawn first.
  const run = useDeferredValue(newest);
  const numShown = useOneByOne(2);
  const { epochs, points, stepsPerEpoch, numSteps, best } = run;
  const loss = useMemo(
    (): CurvePoint[] => [
      ...points.map((point) => ({ epoch: point.step / stepsPerEpoch, step: point.loss })),
      ...thinEpochs(epochs).map(({ epoch, record }) => ({
        epoch,
        train: record.loss,
        validation: record.valLoss,
      })),
    ],
    [points, epochs, stepsPerEpoch],
  );
  const accuracy = useMemo(
    (): CurvePoint[] =>
      thinEpochs(epochs).map(({ epoch, record }) => ({
        epoch,
        train: record.accuracy,
        validation: record.valAccuracy,
      })),
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
      {(['loss', 'accuracy'] as const).map((name, index) => (
        <figure key={name} className={styles.figure}>
          <figcaption className={styles.caption}>{t(`train.curves.${name}`)}</figcaption>
          <div className={styles.chart} role="img" aria-label={sentence(name)}>
            {index < numShown && (
              <Suspense fallback={null}>
                <CurveChart
                  points={name === 'loss' ? loss : accuracy}
                  numEpochs={numEpochs}
                  best={best}
                  isShare={name === 'accuracy'}
                />
              </Suspense>
            )}
          </div>
        </figure>
      ))}
      <p className={styles.axis}>{t('train.curves.epochs')}</p>
    </Card>
  );
}

/** How many of the charts are there: each takes its time to appear, so they come in tasks of their own. */
function useOneByOne(count: number): number {
  const [numShown, setNumShown] = useState(0);
  useEffect(() => {
    if (numShown >= count) return undefined;
    const timer = setTimeout(() => setNumShown(numShown + 1), 30);
    return () => clearTimeout(timer);
  }, [numShown, count]);
  return numShown;
}
