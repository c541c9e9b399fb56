import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Figure, MetricName } from '../../../core/evaluation/run-figures.ts';
import { speakerClusters } from '../../../core/evaluation/speaker-clusters.ts';
import type { AskedRun } from '../../../workers/run-analysis.ts';
import { Card } from '../../shared/card.tsx';
import { type Format, useFormat } from '../../shared/format.ts';
import { useAnswer, useRunAnalysis } from '../run-analysis-context.tsx';
import { type EvaluationRun, numClipsOf } from '../session/evaluation-run.ts';
import { metricsOfCounts } from './metrics-of-counts.ts';
import styles from './metrics-card.module.css';

/** How a figure is written: as per cent, or as a number. */
type Form = 'percent' | 'number';

const forms: Readonly<Record<MetricName, Form>> = {
  accuracy: 'percent',
  balancedAccuracy: 'percent',
  macroF1: 'number',
  kappa: 'number',
  matthewsCorrelation: 'number',
  top2Accuracy: 'percent',
  top3Accuracy: 'percent',
  top5Accuracy: 'percent',
  logLoss: 'number',
  brierScore: 'number',
  expectedCalibrationError: 'percent',
};
const drawn: ReadonlySet<MetricName> = new Set(['balancedAccuracy', 'macroF1']);
const names = Object.keys(forms) as MetricName[];

/** All figures of a run, each with what it means and how sure it is. */
export function MetricsCard({ run, asked }: { run: EvaluationRun; asked: AskedRun }) {
  const { t } = useTranslation();
  const analysis = useRunAnalysis();
  const ask = useCallback((signal: AbortSignal) => analysis.summarise(asked, { signal }), [analysis, asked]);
  const { result, isBusy, hasFailed } = useAnswer(ask);
  const atOnce = useMemo(() => metricsOfCounts(run.counts), [run.counts]);
  const isBySpeaker = useMemo(() => speakerClusters(run.table) !== null, [run.table]);
  const metrics = result === null || isBusy ? atOnce : result.metrics;
  const expected = names.filter((name) => metrics.has(name) || (isBusy && isPossible(name, run)));
  return (
    <Card className={styles.card} aria-labelledby="evaluate-metrics-title" aria-busy={isBusy}>
      <h3 id="evaluate-metrics-title" className={styles.title}>
        {t('evaluate.metrics.title')}
      </h3>
      {hasFailed && <p role="alert">{t('evaluate.views.failed')}</p>}
      <dl className={styles.list}>
        {expected.map((name) => (
          <Metric
            key={name}
            name={name}
            figure={metrics.get(name) ?? null}
            isBySpeaker={isBySpeaker}
            numClips={numClipsOf(run)}
          />
        ))}
      </dl>
      {run.table.numScores === 0 && <p className={styles.about}>{t('evaluate.metrics.noScores')}</p>}
    </Card>
  );
}

/** Keeps a place for figures that are still being worked out. */
function isPossible(name: MetricName, { table: { numScores } }: EvaluationRun): boolean {
  const wanted = /^top(\d)/.exec(name);
  return wanted === null ? numScores > 0 : numScores > Number(wanted[1]);
}

type MetricProps = { name: MetricName; figure: Figure | null; isBySpeaker: boolean; numClips: number };

function Metric({ name, figure, isBySpeaker, numClips }: MetricProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const digits = digitsOf(forms[name], numClips);
  const interval = figure?.interval ?? null;
  const method = drawn.has(name) ? (isBySpeaker ? 'bySpeaker' : 'byClip') : 'wilson';
  return (
    <div className={styles.metric} data-metric={name}>
      <dt>
        {t(`evaluate.metrics.${name}`)}
        <span className={styles.about}>{t(`evaluate.metrics.${name}Hint`)}</span>
      </dt>
      <dd>
        {figure === null || figure.value === null ? '–' : write(figure.value, forms[name], digits, format)}
        {interval !== null && (
          <span className={styles.about}>
            {t(`evaluate.metrics.${method}`, {
              low: write(interval[0], forms[name], digits, format, ''),
              high: write(interval[1], forms[name], digits, format),
            })}
          </span>
        )}
      </dd>
    </div>
  );
}

/** Below 100 clips one digit less, as in the headline. */
function digitsOf(form: Form, numClips: number): number {
  const fewer = numClips < 100 ? 1 : 0;
  return (form === 'percent' ? 1 : 3) - fewer;
}

function write(value: number, form: Form, digits: number, format: Format, unit = '\u00A0%'): string {
  return form === 'percent' ? `${format.plain(value * 100, digits)}${unit}` : format.plain(value, digits);
}
