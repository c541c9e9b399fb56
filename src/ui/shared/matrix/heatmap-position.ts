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

/**
 * The next cell off the diagonal that holds clips, in reading order, for the key n, or the one before for p; round the
 * ends. Null for other keys, and where there is none.
 */
export function nextMistake(
  { row, column }: CellPosition,
  { key, ctrlKey }: Key,
  counts: readonly (readonly number[])[],
): CellPosition | null {
  const step = key === 'n' ? 1 : key === 'p' ? -1 : 0;
  if (step === 0 || ctrlKey) return null;
  const size = counts.length;
  const numCells = size * size;
  for (let moved = 1; moved <= numCells; moved++) {
    const place = (row * size + column + step * moved + numCells * 2) % numCells;
    const [i, j] = [Math.floor(place / size), place % size];
    if (i !== j && (counts[i]?.[j] ?? 0) > 0) return { row: i, column: j };
  }
  return null;
}
