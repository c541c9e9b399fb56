import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { cellText } from './cell-text.ts';
import type { CellPosition } from './heatmap-position.ts';
import { type Counts, rowTotal } from './live-matrix.ts';

type CellSentenceProps = {
  labels: readonly string[];
  counts: Counts;
  /** What is said of no cell. */
  hint: string;
  cell: CellPosition | null;
  totals: readonly number[] | undefined;
};

/** A cell in words: how often one label was taken for another, or how much oftener by one model than the other. */
export function CellSentence({ hint, cell, labels, counts, totals }: CellSentenceProps) {
  const { t } = useTranslation();
  const actual = cell === null ? undefined : labels[cell.row];
  const predicted = cell === null ? undefined : labels[cell.column];
  const values = useMemo(() => {
    const row = cell === null ? [] : (counts[cell.row] ?? []);
    const total = totals?.[cell?.row ?? -1] ?? rowTotal(row);
    const count = row[cell?.column ?? -1] ?? 0;
    const text = cellText(
      count,
      total === 0 ? 0 : count / total,
      totals === undefined ? 'share' : 'difference',
    );
    return { count, total, difference: text.count, percent: text.percent };
  }, [cell, counts, totals]);
  if (actual === undefined || predicted === undefined) return <>{hint}</>;
  if (totals === undefined) return <>{t('matrix.cell', { actual, predicted, ...values })}</>;
  return <>{t('matrix.difference.cell', { actual, predicted, ...values, count: values.total })}</>;
}
