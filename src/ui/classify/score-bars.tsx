import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { RankedLabel } from '../../workers/protocol.ts';
import { classColour } from '../shared/class-colour.ts';
import { useFormat } from '../shared/format.ts';
import { useRecogniser } from '../shared/recogniser-context.tsx';
import { useLabelText } from './label-text.ts';
import styles from './score-bars.module.css';

const numBars = 5;
const ScoreBarsChart = lazy(async () => ({
  default: (await import('./score-bars-chart.tsx')).ScoreBarsChart,
}));

type ScoreBarsProps = {
  /** Highest first; empty before there is an answer. */
  ranked: readonly RankedLabel[];
  /** From which score the first label counts as heard; null before there is an answer. */
  threshold: number | null;
};

/** The five highest scores: names and figures as a table, the bars between them as a chart. */
export function ScoreBars({ ranked, threshold }: ScoreBarsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const labelText = useLabelText();
  const { metadata } = useRecogniser().state;
  const top = ranked.slice(0, numBars);
  const bars = top.map(({ label, score }) => ({
    label,
    score,
    fill: classColour(metadata?.labels.indexOf(label) ?? 0),
  }));
  return (
    <div className={styles.bars}>
      <table className={styles.table}>
        <caption className="visually-hidden">{t('classify.scores')}</caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t('classify.label')}</th>
            <th scope="col">{t('classify.score')}</th>
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: numBars }, (_, row) => {
            const entry = top[row];
            const text = entry === undefined ? '' : labelText(entry.label).text;
            return (
              <tr key={row} className={styles.row}>
                {entry === undefined ? (
                  <td className={styles.label} />
                ) : (
                  <th scope="row" className={styles.label} title={text}>
                    <bdi>{text}</bdi>
                  </th>
                )}
                <td className={styles.score}>{entry === undefined ? '' : format.percent(entry.score)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className={styles.chart} aria-hidden="true">
        {bars.length > 0 && (
          <Suspense fallback={null}>
            <ScoreBarsChart bars={bars} threshold={threshold} />
          </Suspense>
        )}
      </div>
      <p className={styles.threshold}>
        {threshold !== null && t('classify.sureFrom', { share: format.wholePercent(threshold) })}
      </p>
    </div>
  );
}
