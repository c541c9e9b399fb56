import { classNames } from '../../shared/class-names.ts';
import { type ColumnSort, nextSort } from './column-sort.ts';
import styles from './sort-head.module.css';

type SortHeadProps<Column extends string> = {
  column: Column;
  title: string;
  hint?: string | undefined;
  sort: ColumnSort<Column>;
  onSort: (sort: ColumnSort<Column>) => void;
};

/** The head of a column, which sorts by it when pressed. */
export function SortHead<Column extends string>(props: SortHeadProps<Column>) {
  const { column, title, hint, sort, onSort } = props;
  const isSorted = sort?.column === column;
  const direction = isSorted ? (sort.isRising ? 'ascending' : 'descending') : 'none';
  return (
    <th scope="col" aria-sort={direction}>
      <button
        type="button"
        className={classNames(styles.head, isSorted && styles.sorted)}
        title={hint}
        onClick={() => onSort(nextSort(sort, column))}
      >
        {title}
        <span className={styles.mark} aria-hidden="true">
          {isSorted && (sort.isRising ? '▲' : '▼')}
        </span>
      </button>
    </th>
  );
}
