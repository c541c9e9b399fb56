/** A cell of the matrix: row = actual, column = predicted. */
export type CellPosition = { readonly row: number; readonly column: number };

/** The cell that an event happened in, read from its `data-` attributes; null outside the cells. */
export function cellOf(target: EventTarget): CellPosition | null {
  const cell = target instanceof Element ? target.closest('td[data-column]') : null;
  if (!(cell instanceof HTMLElement)) return null;
  return { row: Number(cell.dataset['row']), column: Number(cell.dataset['column']) };
}

type Key = { readonly key: string; readonly ctrlKey: boolean };

/** Where a key leads to in a square of `size` cells a side; null for keys that do not move. */
export function moveCell(
  { row, column }: CellPosition,
  { key, ctrlKey }: Key,
  size: number,
): CellPosition | null {
  const last = size - 1;
  const clamp = (value: number) => Math.min(last, Math.max(0, value));
  switch (key) {
    case 'ArrowUp':
      return { row: clamp(row - 1), column };
    case 'ArrowDown':
      return { row: clamp(row + 1), column };
    case 'ArrowLeft':
      return { row, column: clamp(column - 1) };
    case 'ArrowRight':
      return { row, column: clamp(column + 1) };
    case 'PageUp':
      return { row: clamp(row - 10), column };
    case 'PageDown':
      return { row: clamp(row + 10), column };
    case 'Home':
      return { row: ctrlKey ? 0 : row, column: 0 };
    case 'End':
      return { row: ctrlKey ? last : row, column: last };
    default:
      return null;
  }
}
