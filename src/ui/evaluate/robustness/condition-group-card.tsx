import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConditionGroup } from '../../../core/augmentation/conditions/condition.ts';
import {
  axisOfGroup,
  type ConditionAccuracy,
  type ConditionResult,
  resultsOfGroup,
} from '../../../core/evaluation/robustness.ts';
import { Card } from '../../shared/card.tsx';
import { fileNameOf } from '../../shared/file-name.ts';
import { useFormat } from '../../shared/format.ts';
import { ChartFigure } from '../curves/charts/chart-figure.tsx';
import type { ChartLine } from '../curves/charts/chart-line.ts';
import { LineChart } from '../curves/charts/line-chart.tsx';
import type { PointSet } from '../curves/charts/point-set.ts';
import { useShareAxis } from '../curves/use-share-axis.ts';
import chartStyles from '../curves/charts/charts.module.css';
import { IntervalBar } from '../interval-bar.tsx';
import type { EvaluationRun } from '../session/evaluation-run.ts';
import { conditionWords } from './condition-words.ts';
import styles from './robustness.module.css';

type ConditionGroupCardProps = {
  group: ConditionGroup;
  accuracies: readonly ConditionAccuracy[];
  run: EvaluationRun;
};

/** One kind of conditions: a curve where they have an order, and the figure of each. */
export function ConditionGroupCard({ group, accuracies, run }: ConditionGroupCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const points = useMemo(() => resultsOfGroup(group, accuracies), [group, accuracies]);
  const y = useShareAxis(t('evaluate.robustness.accuracy'));
  const lines = useLines(points);
  if (points.length < 2) return null;
  const title = t(`evaluate.robustness.kind.${group.kind}`);
  const worst = points.reduce((a, b) => (b.accuracy < a.accuracy ? b : a));
  const set: PointSet = {
    columns: [
      { name: 'condition', title: t('evaluate.robustness.condition'), digits: 0 },
      { name: 'clips', title: t('evaluate.slices.clips'), digits: 0 },
      { name: 'accuracy', title: t('evaluate.robustness.accuracy'), digits: 3 },
      { name: 'low', title: t('evaluate.robustness.low'), digits: 3 },
      { name: 'high', title: t('evaluate.robustness.high'), digits: 3 },
    ],
    rows: points.map(({ condition, numClips, accuracy, interval: [low, high] }) => [
      conditionWords(condition, t, format),
      numClips,
      accuracy,
      low,
      high,
    ]),
  };
  return (
    <Card className={styles.group}>
      <ChartFigure
        title={title}
        summary={t('evaluate.robustness.worst', {
          condition: conditionWords(worst.condition, t, format),
          accuracy: format.percent(worst.accuracy),
        })}
        points={set}
        fileName={fileNameOf([run.dataName, run.modelTitle, group.kind], 'csv')}
      >
        {group.unit !== null && (
          <div className={chartStyles.plot} aria-hidden="true">
            <div className={chartStyles.drawing}>
              <LineChart
                lines={lines}
                x={axisOfGroup(group, points, t('evaluate.robustness.asIsShort'))}
                y={y}
              />
            </div>
          </div>
        )}
        <ul className={styles.bars}>
          {points.map((point) => (
            <AccuracyBar
              key={point.x}
              words={conditionWords(point.condition, t, format)}
              percent={format.percent(point.accuracy)}
              point={point}
            />
          ))}
        </ul>
      </ChartFigure>
    </Card>
  );
}

function AccuracyBar({ words, percent, point }: { words: string; percent: string; point: ConditionResult }) {
  return (
    <li className={styles.bar} data-plain={point.condition === null}>
      <span>{words}</span>
      <IntervalBar share={point.accuracy} interval={point.interval} />
      <span className={styles.percent}>{percent}</span>
    </li>
  );
}

/** The accuracy, between the ends of its interval. */
function useLines(points: readonly ConditionResult[]): ChartLine[] {
  return useMemo(() => {
    const x = Float64Array.from(points, (point) => point.x);
    const line = (id: string, valueOf: (point: ConditionResult) => number, isMain: boolean): ChartLine => ({
      id,
      name: id,
      colour: isMain ? 'var(--accent)' : 'var(--text-faint)',
      dash: isMain ? undefined : '3 3',
      widthPx: isMain ? 2 : 1,
      curve: { x, y: Float64Array.from(points, valueOf), thresholds: null },
    });
    return [
      line('low', ({ interval: [low] }) => low, false),
      line('high', ({ interval: [, high] }) => high, false),
      line('accuracy', ({ accuracy }) => accuracy, true),
    ];
  }, [points]);
}
