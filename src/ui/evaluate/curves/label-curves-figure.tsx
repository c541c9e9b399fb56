import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../shared/format.ts';
import { boundedDecimals } from './bounded-decimals.ts';
import { ChartFigure } from './charts/chart-figure.tsx';
import type { ChartLine } from './charts/chart-line.ts';
import { LineChart } from './charts/line-chart.tsx';
import { movePoint, nearestPoint, type PointPlace } from './charts/nearest-point.ts';
import { PlotSurface } from './charts/plot-surface.tsx';
import type { PointSet } from './charts/point-set.ts';
import { type CurveEntry, type CurveKind, linesOf, worstLabels } from './label-curve-list.ts';
import { useShareAxis } from './use-share-axis.ts';
import chartStyles from './charts/charts.module.css';

type LabelCurvesFigureProps = {
  kind: CurveKind;
  /** All there are, for the sentence. */
  entries: readonly CurveEntry[];
  shown: readonly CurveEntry[];
  fileName: string;
};

/** The ROC or precision–recall curves that were chosen; pointer and arrow keys read them. */
export function LabelCurvesFigure({ kind, entries, shown, fileName }: LabelCurvesFigureProps) {
  const { t } = useTranslation();
  const lines = useMemo(() => linesOf(shown, kind), [shown, kind]);
  const x = useShareAxis(t(`evaluate.curves.${kind}.x`));
  const y = useShareAxis(t(`evaluate.curves.${kind}.y`));
  const title = t(`evaluate.curves.${kind}.title`);
  const [place, setPlace] = useState<PointPlace | null>(null);
  const read = useReading(kind, lines, place);
  const points = useLinePoints(kind, lines);
  const onKey = (key: string) => {
    const next = movePoint(key, place, lines);
    if (next !== null) setPlace(next);
    return next !== null;
  };
  return (
    <ChartFigure title={title} summary={useSummary(kind, entries)} points={points} fileName={fileName}>
      <PlotSurface
        onPoint={(atX, atY) => setPlace(nearestPoint(lines, atX, atY))}
        mark={read.mark}
        keys={{ label: t('evaluate.curves.readByKeys', { chart: title }), onKey }}
      >
        <LineChart
          lines={lines}
          x={x}
          y={y}
          isStepped={kind === 'precisionRecall'}
          hasDiagonal={kind === 'roc'}
        />
      </PlotSurface>
      <p className={chartStyles.reading} data-empty={read.mark === null} aria-live="polite">
        {read.text}
      </p>
    </ChartFigure>
  );
}

/** What stands at a place of a chart, in words. */
function useReading(kind: CurveKind, lines: readonly ChartLine[], place: PointPlace | null) {
  const { t } = useTranslation();
  const format = useFormat();
  const line = lines.find(({ id }) => id === place?.id);
  if (place === null || line === undefined) return { mark: null, text: t('evaluate.curves.pointAt') };
  const { name, colour, curve } = line;
  const [x, y] = [curve.x[place.point] ?? 0, curve.y[place.point] ?? 0];
  const threshold = curve.thresholds?.[place.point] ?? null;
  const from =
    threshold === null
      ? t('evaluate.curves.noThreshold')
      : threshold === Infinity
        ? t('evaluate.curves.aboveAll')
        : t('evaluate.curves.from', { threshold: boundedDecimals(threshold, 4, format) });
  const text = t(`evaluate.curves.${kind}.reading`, {
    name,
    from,
    x: format.percent(x),
    y: format.percent(y),
  });
  return { mark: { x, y, colour }, text };
}

/** The averages and the worst labels, in a sentence. */
function useSummary(kind: CurveKind, entries: readonly CurveEntry[]): string {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const areaOf = (entry: CurveEntry | undefined) =>
    (kind === 'roc' ? entry?.rocAuc : entry?.averagePrecision) ?? null;
  const text = (entry: CurveEntry | undefined) => {
    const area = areaOf(entry);
    return area === null ? '–' : boundedDecimals(area, 3, format);
  };
  const find = (id: string) => entries.find((entry) => entry.id === id);
  const areas = { macro: text(find('macro')), micro: text(find('micro')) };
  const worst = worstLabels(entries, kind).filter((entry) => (areaOf(entry) ?? 1) < 1);
  if (worst.length === 0) return t(`evaluate.curves.${kind}.summaryPerfect`, areas);
  const list = new Intl.ListFormat(i18n.resolvedLanguage ?? 'en');
  return t(`evaluate.curves.${kind}.summary`, {
    ...areas,
    worst: list.format(worst.map((entry) => `${entry.name} ${text(entry)}`)),
  });
}

/** The points of all lines under each other. */
function useLinePoints(kind: CurveKind, lines: readonly ChartLine[]): PointSet {
  const { t } = useTranslation();
  const [xName, yName] =
    kind === 'roc' ? ['false_positive_rate', 'true_positive_rate'] : ['recall', 'precision'];
  const rows = useMemo(
    () =>
      lines.flatMap(({ name, curve: { x, y, thresholds } }) =>
        Array.from(x, (value, i) => [name, value, y[i] ?? 0, thresholds?.[i] ?? null]),
      ),
    [lines],
  );
  return {
    columns: [
      { name: 'curve', title: t('evaluate.curves.label'), digits: 0 },
      { name: xName, title: t(`evaluate.curves.${kind}.x`), digits: 4 },
      { name: yName, title: t(`evaluate.curves.${kind}.y`), digits: 4 },
      { name: 'threshold', title: t('evaluate.curves.threshold'), digits: 4 },
    ],
    rows,
  };
}
