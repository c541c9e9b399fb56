import { type ReactNode, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReliabilityBin } from '../../../core/evaluation/calibration/reliability.ts';
import type { Reliability } from '../../../workers/evaluation-protocol.ts';
import { useFormat } from '../../shared/format.ts';
import { CountsChart, ReliabilityChart } from './charts/bins-chart.tsx';
import { ChartFigure } from './charts/chart-figure.tsx';
import type { ChartAxis } from './charts/chart-line.ts';
import { PlotSurface } from './charts/plot-surface.tsx';
import type { PointSet } from './charts/point-set.ts';
import { meansOf } from './reliability-means.ts';
import { useShareAxis } from './use-share-axis.ts';
import chartStyles from './charts/charts.module.css';
import styles from './curves.module.css';

type ReliabilityFigureProps = {
  title: string;
  reliability: Reliability;
  fileName: string;
  children?: ReactNode;
};

/** How often the model is right where it is so and so sure: a reliability diagram over a small histogram. */
export function ReliabilityFigure({ title, reliability, fileName, children }: ReliabilityFigureProps) {
  const { t } = useTranslation();
  const { bins } = reliability;
  const x = useShareAxis(t('evaluate.curves.reliability.x'));
  const y = useShareAxis(t('evaluate.curves.reliability.y'));
  const counts = useCountAxis(bins);
  const [bin, setBin] = useState<number | null>(null);
  const read = bin === null ? null : (bins[bin] ?? null);
  const point = (at: number) => setBin(Math.min(bins.length - 1, Math.floor(at * bins.length)));
  const onKey = (key: string) => {
    const next = moveBin(key, bin, bins.length);
    if (next !== null) setBin(next);
    return next !== null;
  };
  const keys = { label: t('evaluate.curves.readByKeys', { chart: title }), onKey };
  return (
    <ChartFigure title={title} summary={useSummary(reliability)} points={usePoints(bins)} fileName={fileName}>
      <PlotSurface onPoint={point} band={bandOf(read)} keys={keys}>
        <ReliabilityChart bins={bins} x={x} y={y} />
      </PlotSurface>
      <div className={styles.counts} aria-hidden="true">
        <CountsChart bins={bins} x={x} y={counts} />
      </div>
      <ReliabilityKey />
      <p className={chartStyles.reading} data-empty={read === null} aria-live="polite">
        {useReading(read)}
      </p>
      {children}
    </ChartFigure>
  );
}

function ReliabilityKey() {
  const { t } = useTranslation();
  return (
    <ul className={styles.key}>
      {(['right', 'gap', 'counts'] as const).map((kind) => (
        <li key={kind} data-kind={kind}>
          {t(`evaluate.curves.reliability.${kind}`)}
        </li>
      ))}
    </ul>
  );
}

function bandOf(bin: ReliabilityBin | null): { from: number; to: number } | null {
  return bin === null ? null : { from: bin.low, to: bin.high };
}

function moveBin(key: string, bin: number | null, numBins: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return Math.min(numBins - 1, (bin ?? -1) + 1);
    case 'ArrowLeft':
      return Math.max(0, (bin ?? numBins) - 1);
    case 'Home':
      return 0;
    case 'End':
      return numBins - 1;
    default:
      return null;
  }
}

function useReading(bin: ReliabilityBin | null): string {
  const { t } = useTranslation();
  const format = useFormat();
  if (bin === null) return t('evaluate.curves.reliability.pointAt');
  const range = { low: format.plain(bin.low, 2), high: format.plain(bin.high, 2) };
  if (bin.accuracy === null || bin.meanConfidence === null)
    return t('evaluate.curves.reliability.emptyBin', range);
  return t('evaluate.curves.reliability.reading', {
    ...range,
    count: bin.count,
    clips: format.count(bin.count),
    accuracy: format.percent(bin.accuracy),
    confidence: format.percent(bin.meanConfidence),
  });
}

/** The calibration error, and on which side it is. */
function useSummary({ bins, error }: Reliability): string {
  const { t } = useTranslation();
  const format = useFormat();
  const means = meansOf(bins);
  if (error === null || means === null) return '';
  return t('evaluate.curves.reliability.summary', {
    error: format.percent(error),
    confidence: format.percent(means.confidence),
    accuracy: format.percent(means.accuracy),
  });
}

function useCountAxis(bins: readonly ReliabilityBin[]): ChartAxis {
  const format = useFormat();
  return useMemo(() => {
    const most = bins.reduce((highest, { count }) => Math.max(highest, count), 1);
    return { title: '', low: 0, high: most, ticks: [0, most], write: format.count };
  }, [bins, format]);
}

function usePoints(bins: readonly ReliabilityBin[]): PointSet {
  const { t } = useTranslation();
  const rows = useMemo(
    () =>
      bins.map(({ low, high, count, meanConfidence, accuracy }) => [
        low,
        high,
        count,
        meanConfidence,
        accuracy,
      ]),
    [bins],
  );
  return {
    columns: [
      { name: 'low', title: t('evaluate.curves.reliability.low'), digits: 2 },
      { name: 'high', title: t('evaluate.curves.reliability.high'), digits: 2 },
      { name: 'clips', title: t('evaluate.curves.reliability.clips'), digits: 0 },
      { name: 'mean_confidence', title: t('evaluate.curves.reliability.confidence'), digits: 3 },
      { name: 'accuracy', title: t('evaluate.curves.reliability.y'), digits: 3 },
    ],
    rows,
  };
}
