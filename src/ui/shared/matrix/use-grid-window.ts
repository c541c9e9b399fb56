import { type RefObject, useCallback, useEffect, useState } from 'react';
import type { CellPosition } from './heatmap-position.ts';

/** Rows and columns that are drawn, `[first, end)`. */
export type GridWindow = {
  readonly firstRow: number;
  readonly endRow: number;
  readonly firstColumn: number;
  readonly endColumn: number;
};

/** Matrices up to this size are drawn whole. */
const wholeSize = 40;
/** Rows and columns drawn beyond what is seen. */
const spare = 4;
/** Drawn before the size of the scroller is known. */
const firstDrawn = 24;

/**
 * Which cells of a large square of cells are in view: only those are drawn, with room left for the others.
 *
 * @param numLabels rows, and columns.
 * @param cellPx the width and height of a cell.
 */
export function useGridWindow(scroller: RefObject<HTMLElement | null>, numLabels: number, cellPx: number) {
  const isWhole = numLabels <= wholeSize;
  const [range, setRange] = useState(() => startOf(numLabels));
  const update = useCallback(() => {
    const element = scroller.current;
    if (element === null || isWhole) return;
    const along = (start: number, size: number): [number, number] => [
      Math.max(0, Math.floor(start / cellPx) - spare),
      Math.min(numLabels, Math.ceil((start + size) / cellPx) + spare),
    ];
    const [firstRow, endRow] = along(element.scrollTop, element.clientHeight);
    const [firstColumn, endColumn] = along(element.scrollLeft, element.clientWidth);
    const next = { firstRow, endRow, firstColumn, endColumn };
    setRange((before) => (isSame(before, next) ? before : next));
  }, [scroller, numLabels, cellPx, isWhole]);
  useEffect(() => {
    const element = scroller.current;
    if (element === null || isWhole) return undefined;
    const observer = new ResizeObserver(update);
    observer.observe(element);
    element.addEventListener('scroll', update, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', update);
    };
  }, [scroller, update, isWhole]);
  /** Scrolls just so far that a cell is in view, titles not over it. */
  const reveal = useCallback(
    ({ row, column }: CellPosition, titlePx: { readonly width: number; readonly height: number }) => {
      const element = scroller.current;
      if (element === null || isWhole) return;
      const { scrollTop, scrollLeft, clientHeight, clientWidth } = element;
      element.scrollTo({
        top: scrolled(scrollTop, row * cellPx, cellPx, clientHeight - titlePx.height),
        left: scrolled(scrollLeft, column * cellPx, cellPx, clientWidth - titlePx.width),
        behavior: 'instant',
      });
      update();
    },
    [scroller, cellPx, isWhole, update],
  );
  const whole = { firstRow: 0, endRow: numLabels, firstColumn: 0, endColumn: numLabels };
  return { isWhole, range: isWhole ? whole : clamp(range, numLabels), reveal };
}

function startOf(numLabels: number): GridWindow {
  const end = Math.min(numLabels, firstDrawn);
  return { firstRow: 0, endRow: end, firstColumn: 0, endColumn: end };
}

/** Labels may have become fewer since the range was worked out. */
function clamp(range: GridWindow, numLabels: number): GridWindow {
  return {
    firstRow: Math.min(range.firstRow, numLabels),
    endRow: Math.min(range.endRow, numLabels),
    firstColumn: Math.min(range.firstColumn, numLabels),
    endColumn: Math.min(range.endColumn, numLabels),
  };
}

function isSame(a: GridWindow, b: GridWindow): boolean {
  return (
    a.firstRow === b.firstRow &&
    a.endRow === b.endRow &&
    a.firstColumn === b.firstColumn &&
    a.endColumn === b.endColumn
  );
}

function scrolled(now: number, start: number, size: number, room: number): number {
  if (start < now) return start;
  return Math.max(now, start + size - room);
}
