import { useTranslation } from 'react-i18next';
import type { ReportScores } from '../../../core/evaluation/classification-report.ts';
import type { Interval } from '../../../core/evaluation/metrics/rate-intervals.ts';
import { useFormat } from '../../shared/format.ts';
import type { ReportRow } from './report-rows.ts';
import styles from './report-table.module.css';

/** One label: its figures, and beneath them how sure they are. */
export function LabelRow({ row, place }: { row: ReportRow; place: number }) {
  const format = useFormat();
  return (
    <tr className={row.support === 0 ? styles.absent : undefined} aria-rowindex={place + 2}>
      <th scope="row" title={row.label}>
        <bdi>{row.label}</bdi>
      </th>
      <Share value={row.precision} interval={row.precisionInterval} />
      <Share value={row.recall} interval={row.recallInterval} />
      <td>{format.plain(row.f1Score, 2)}</td>
      <td>{format.count(row.support)}</td>
    </tr>
  );
}

function Share({ value, interval }: { value: number; interval: Interval | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <td>
      {format.plain(value, 2)}
      {interval !== null && (
        <span className={styles.interval}>
          <span className="visually-hidden">{t('evaluate.report.interval')} </span>
          {format.plain(interval[0], 2)}–{format.plain(interval[1], 2)}
        </span>
      )}
    </td>
  );
}

type SumRowProps = {
  name: string;
  scores: ReportScores;
  /** In place of the three figures, as scikit-learn prints it. */
  accuracy?: number;
};

/** What all labels come to. */
export function SumRow({ name, scores, accuracy }: SumRowProps) {
  const format = useFormat();
  const figures =
    accuracy === undefined ? [scores.precision, scores.recall, scores.f1Score] : [null, null, accuracy];
  return (
    <tr>
      <th scope="row">{name}</th>
      {figures.map((value, i) => (
        // oxlint-disable-next-line react/no-array-index-key -- the columns never change
        <td key={i}>{value === null ? '' : format.plain(value, 2)}</td>
      ))}
      <td>{format.count(scores.support)}</td>
    </tr>
  );
}
