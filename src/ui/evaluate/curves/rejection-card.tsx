import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accuracyTicks } from '../../../core/evaluation/curves/accuracy-ticks.ts';
import type { Rejection } from '../../../core/evaluation/curves/rejection-curve.ts';
import { Card } from '../../shared/card.tsx';
import { type Format, useFormat } from '../../shared/format.ts';
import { boundedDecimals } from './bounded-decimals.ts';
import { ChartFigure } from './charts/chart-figure.tsx';
import type { ChartAxis, ChartLine } from './charts/chart-line.ts';
import { LineChart } from './charts/line-chart.tsx';
import { PlotSurface } from './charts/plot-surface.tsx';
import type { PointSet } from './charts/point-set.ts';
import { firstPoint, pointBeside, pointNear, rejectionPoint } from './rejection-point.ts';
import { useShareAxis } from './use-share-axis.ts';
import chartStyles from './charts/charts.module.css';
import styles from './curves.module.css';

type RejectionCardProps = { rejection: Rejection; numClips: number; fileName: (chart: string) => string };

/** What is right among the clips that are kept where unsure ones get no answer. */
export function RejectionCard({ rejection, numClips, fileName }: RejectionCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [moved, setMoved] = useState<number | null>(null);
  const numPoints = rejection.curve.x.length;
  const point = moved === null ? firstPoint(rejection) : Math.min(moved, numPoints - 1);
  const { threshold, kept, accuracy, numKept, numRight, interval } = rejectionPoint(
    rejection,
    point,
    numClips,
  );
  const x = useShareAxis(t('evaluate.curves.rejection.x'));
  const y = useAccuracyAxis(rejection);
  const lines = useMemo(() => [lineOf(rejection)], [rejection]);
  const setting = t('evaluate.curves.rejection.setting', {
    threshold: boundedDecimals(threshold, 4, format),
    kept: format.percent(kept),
    accuracy: format.percent(accuracy),
  });
  return (
    <Card className={styles.card}>
      <ChartFigure
        title={t('evaluate.curves.rejection.title')}
        summary={t('evaluate.curves.rejection.about')}
        points={usePoints(rejection)}
        fileName={fileName('rejection')}
      >
        <PlotSurface
          needsPress
          onPoint={(wanted) => setMoved(pointNear(rejection, wanted))}
          mark={{ x: kept, y: (accuracy - y.low) / (1 - y.low), colour: 'var(--accent)' }}
        >
          <LineChart lines={lines} x={x} y={y} />
        </PlotSurface>
        <ThresholdSlider rejection={rejection} point={point} text={setting} onMove={setMoved} />
        <p className={styles.setting}>{setting}</p>
        <p className={chartStyles.summary}>
          {t('evaluate.curves.rejection.detail', {
            kept: format.count(numKept),
            count: numClips,
            clips: format.count(numClips),
            right: format.count(numRight),
            interval: intervalText(interval, format),
          })}
        </p>
        <p className={chartStyles.summary}>
          {t('evaluate.curves.rejection.area', { area: format.percent(rejection.areaUnderRiskCoverage) })}
        </p>
      </ChartFigure>
    </Card>
  );
}

type ThresholdSliderProps = {
  rejection: Rejection;
  point: number;
  text: string;
  onMove: (point: number) => void;
};

/** Along the chart's horizontal axis. Stops only where the curve has points, so that what is said is exact. */
function ThresholdSlider({ rejection, point, text, onMove }: ThresholdSliderProps) {
  const { t } = useTranslation();
  const isDragged = useRef(false);
  const change = (wanted: number) =>
    onMove(isDragged.current ? pointNear(rejection, wanted) : pointBeside(rejection, point, wanted));
  const release = () => {
    isDragged.current = false;
  };
  return (
    <div className={styles.slider}>
      <input
        type="range"
        min={0}
        max={1}
        step={0.005}
        value={rejection.curve.x[point] ?? 0}
        aria-label={t('evaluate.curves.rejection.slider')}
        aria-valuetext={text}
        onPointerDown={() => {
          isDragged.current = true;
        }}
        onPointerUp={release}
        onPointerCancel={release}
        onChange={({ target }) => change(Number(target.value))}
      />
    </div>
  );
}

function intervalText([low, high]: readonly [number, number], format: Format): string {
  return `${format.plain(low * 100, 1)}–${format.percent(high)}`;
}

function lineOf({ curve }: Rejection): ChartLine {
  return { id: 'rejection', name: '', colour: 'var(--class-0)', dash: undefined, widthPx: 2, curve };
}

function useAccuracyAxis({ curve }: Rejection): ChartAxis {
  const { t } = useTranslation();
  const format = useFormat();
  const title = t('evaluate.curves.rejection.y');
  return useMemo(() => {
    const { low, step, ticks } = accuracyTicks(curve.y);
    const write = (value: number) => format.plain(value, step < 0.01 ? 3 : 2);
    return { title, low, high: 1, ticks, write };
  }, [curve, title, format]);
}

function usePoints({ curve: { x, y, thresholds } }: Rejection): PointSet {
  const { t } = useTranslation();
  const rows = useMemo(
    () => Array.from(x, (kept, i) => [thresholds?.[i] ?? null, kept, y[i] ?? 0]),
    [x, y, thresholds],
  );
  return {
    columns: [
      { name: 'threshold', title: t('evaluate.curves.threshold'), digits: 4 },
      { name: 'share_kept', title: t('evaluate.curves.rejection.x'), digits: 4 },
      { name: 'accuracy', title: t('evaluate.curves.rejection.y'), digits: 4 },
    ],
    rows,
  };
}
