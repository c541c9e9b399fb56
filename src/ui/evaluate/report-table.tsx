import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { classificationReport, type ReportScores } from '../../core/evaluation/classification-report.ts';
import { formatReport } from '../../core/evaluation/report-text.ts';
import { Button } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { useFormat } from '../shared/format.ts';
import type { EvaluationRun } from './session/evaluation-run.ts';
import styles from './report-table.module.css';

/** The classification report in scikit-learn's layout. */
export function ReportTable({ run }: { run: EvaluationRun }) {
  const { t } = useTranslation();
  const format = useFormat();
  const report = useMemo(() => classificationReport(run.counts, run.labels), [run.counts, run.labels]);
  const numClips = report.macroAverage.support;
  return (
    <Card className={styles.card} aria-labelledby="evaluate-report-title">
      <div className={styles.head}>
        <h3 id="evaluate-report-title" className={styles.title}>
          {t('evaluate.report.title')}
        </h3>
        <CopyButton textOf={() => formatReport(report)} />
      </div>
      <div className={styles.scroller}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('evaluate.report.label')}</th>
              <th scope="col">{t('evaluate.report.precision')}</th>
              <th scope="col">{t('evaluate.report.recall')}</th>
              <th scope="col">{t('evaluate.report.f1')}</th>
              <th scope="col">{t('evaluate.report.support')}</th>
            </tr>
          </thead>
          <tbody>
            {report.rows.map((row) => (
              <tr key={row.label} className={row.support === 0 ? styles.absent : undefined}>
                <th scope="row" title={row.label}>
                  <bdi>{row.label}</bdi>
                </th>
                <Scores scores={row} />
              </tr>
            ))}
          </tbody>
          <tbody className={styles.averages}>
            <tr>
              <th scope="row">{t('evaluate.report.accuracy')}</th>
              <td />
              <td />
              <td>{format.plain(report.accuracy, 2)}</td>
              <td>{format.count(numClips)}</td>
            </tr>
            <tr>
              <th scope="row">{t('evaluate.report.macro')}</th>
              <Scores scores={report.macroAverage} />
            </tr>
            <tr>
              <th scope="row">{t('evaluate.report.weighted')}</th>
              <Scores scores={report.weightedAverage} />
            </tr>
          </tbody>
        </table>
      </div>
    </Card>
  );
}

function Scores({ scores }: { scores: ReportScores }) {
  const format = useFormat();
  return (
    <>
      <td>{format.plain(scores.precision, 2)}</td>
      <td>{format.plain(scores.recall, 2)}</td>
      <td>{format.plain(scores.f1Score, 2)}</td>
      <td>{format.count(scores.support)}</td>
    </>
  );
}

type CopyState = 'idle' | 'copied' | 'refused';

function CopyButton({ textOf }: { textOf: () => string }) {
  const { t } = useTranslation();
  const [state, setState] = useState<CopyState>('idle');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(textOf());
      setState('copied');
    } catch {
      setState('refused');
    }
  };
  return (
    <span className={styles.copy}>
      <span role="status" className={styles.copied}>
        {state === 'copied' && t('evaluate.report.copied')}
        {state === 'refused' && t('evaluate.report.refused')}
      </span>
      <Button
        kind="quiet"
        icon={state === 'copied' ? 'check' : 'copy'}
        onClick={() => void copy()}
        onBlur={() => setState('idle')}
      >
        {t('evaluate.report.copy')}
      </Button>
    </span>
  );
}
