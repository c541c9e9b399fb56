import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ComparedAccuracy, RunComparison } from '../../../core/evaluation/compare/comparison.ts';
import { Card } from '../../shared/card.tsx';
import { useFormat } from '../../shared/format.ts';
import styles from './compare.module.css';
import { useCompareWords } from './use-compare-words.ts';

/** How often each is right, and how much the second is better. */
export function CompareFigures({ comparison }: { comparison: RunComparison }) {
  const { t } = useTranslation();
  const { clips, accuracyA, accuracyB, differences, isBySpeaker } = comparison;
  const words = useCompareWords(clips.actual.length);
  return (
    <div className={styles.figures}>
      <Accuracy name={t('evaluate.compare.accuracyA')} accuracy={accuracyA} numClips={clips.actual.length} />
      <Accuracy name={t('evaluate.compare.accuracyB')} accuracy={accuracyB} numClips={clips.actual.length} />
      {differences !== null && (
        <Figure name={t('evaluate.compare.difference')} value={words.points(differences.accuracy.value)}>
          {differences.accuracy.interval !== null && (
            <p>
              {t('evaluate.figures.interval', {
                interval: words.pointsInterval(differences.accuracy.interval),
              })}
            </p>
          )}
          <p>{t(isBySpeaker ? 'evaluate.compare.bySpeaker' : 'evaluate.compare.byClip')}</p>
        </Figure>
      )}
    </div>
  );
}

type AccuracyProps = { name: string; accuracy: ComparedAccuracy | null; numClips: number };

function Accuracy({ name, accuracy, numClips }: AccuracyProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useCompareWords(numClips);
  if (accuracy === null) return null;
  return (
    <Figure name={name} value={words.percent(accuracy.value)}>
      <p>{t('evaluate.figures.interval', { interval: words.interval(accuracy.interval) })}</p>
      <p>
        {t('evaluate.figures.correct', {
          correct: format.count(accuracy.numCorrect),
          count: numClips,
          clips: format.count(numClips),
        })}
      </p>
    </Figure>
  );
}

function Figure({ name, value, children }: { name: string; value: string; children: ReactNode }) {
  return (
    <Card className={styles.figure}>
      <h4 className={styles.figureName}>{name}</h4>
      <p className={styles.value}>{value}</p>
      <div className={styles.soft}>{children}</div>
    </Card>
  );
}
