import type { ConfusionMatrix } from '../../../core/evaluation/confusion-matrix.ts';
import { foldConfusion, foldLabels, type LabelGroup } from '../../../core/evaluation/matrix/fold-labels.ts';
import { normaliseConfusion } from '../../../core/evaluation/matrix/normalise-confusion.ts';
import { orderLabels } from '../../../core/evaluation/matrix/order-labels.ts';
import type { RunTable } from '../../../core/evaluation/run-record.ts';
import type { ClipSelection } from '../clips/clip-selection.ts';
import type { CellPosition } from '../../shared/matrix/heatmap-position.ts';
import type { MatrixSettings } from './matrix-settings.ts';

/** More labels than this are too many to read at once. */
export const maxUnfolded = 30;

/** A matrix as it is drawn: its labels in order, the rest of them perhaps as one. */
export type ShownMatrix = {
  readonly labels: readonly string[];
  readonly counts: ConfusionMatrix;
  /** Null: shares of the row, which the counts tell by themselves. */
  readonly shares: ConfusionMatrix | null;
  /** What each row stands for. */
  readonly groups: readonly LabelGroup[];
};

/** @param others what the group of all other labels is called. */
export function showMatrix(
  labels: readonly string[],
  counts: ConfusionMatrix,
  { normalisation, order, isFolded }: Pick<MatrixSettings, 'normalisation' | 'order' | 'isFolded'>,
  others: string,
): ShownMatrix {
  const groups =
    isFolded && labels.length > maxUnfolded
      ? orderGroups(foldLabels(counts, maxUnfolded), orderLabels(counts, labels, order), order !== 'model')
      : orderLabels(counts, labels, order).map((place) => [place]);
  const isAsItIs = groups.length === labels.length && groups.every(([place], i) => place === i);
  const shown = isAsItIs ? counts : foldConfusion(counts, groups);
  return {
    labels: groups.map(([first = 0, ...more]) => (more.length > 0 ? others : (labels[first] ?? ''))),
    counts: shown,
    shares: sharesOf(shown, normalisation),
    groups,
  };
}

/** Brings the groups of one label into an order; the group of all others stays the last. */
function orderGroups(
  groups: readonly LabelGroup[],
  order: readonly number[],
  isOrdered: boolean,
): LabelGroup[] {
  if (!isOrdered) return [...groups];
  const rank = new Map(order.map((place, i) => [place, i]));
  const rankOf = ([first = 0, ...more]: LabelGroup) => (more.length > 0 ? Infinity : (rank.get(first) ?? 0));
  return groups.toSorted((a, b) => rankOf(a) - rankOf(b));
}

/** Counts alone are coloured against the largest. */
function sharesOf(
  counts: ConfusionMatrix,
  normalisation: MatrixSettings['normalisation'],
): ConfusionMatrix | null {
  if (normalisation === 'row') return null;
  if (normalisation !== 'none') return normaliseConfusion(counts, normalisation);
  const most = counts.reduce((most, row) => row.reduce((a, b) => Math.max(a, b), most), 1);
  return counts.map((row) => row.map((count) => count / most));
}

/** What opening a cell selects; the clips of several labels where a row or column stands for them. */
export function selectCell(
  { labels, groups }: ShownMatrix,
  { row, column }: CellPosition,
  table: RunTable,
): ClipSelection {
  const [rows, columns] = [groups[row] ?? [], groups[column] ?? []];
  const [actual = '', predicted = ''] = [labels[row], labels[column]];
  if (rows.length === 1 && columns.length === 1) return { kind: 'cell', actual, predicted };
  const [isActual, isPredicted] = [new Set(rows), new Set(columns)];
  const paths = table.paths.filter(
    (_, clip) => isActual.has(table.actual[clip] ?? -1) && isPredicted.has(table.predicted[clip] ?? -1),
  );
  return { kind: 'paths', title: `${actual} → ${predicted}`, paths };
}

/** Where the selected cell is drawn; null where it is not. */
export function cellOfSelection({ labels }: ShownMatrix, selection: ClipSelection): CellPosition | null {
  if (selection.kind !== 'cell') return null;
  const row = labels.indexOf(selection.actual);
  const column = labels.indexOf(selection.predicted);
  return row < 0 || column < 0 ? null : { row, column };
}
