import { type RefObject, useRef } from 'react';
import { remPx } from '../../shared/rem-px.ts';
import { useWindow } from '../clips/use-window.ts';

/** Tables with so many rows are drawn whole: then the browser's own search finds every word. */
const mostWhole = 100;

type RowWindow = {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Rows `[first, end)` are drawn. */
  readonly first: number;
  readonly end: number;
  /** Room of the rows that are not drawn. */
  readonly beforePx: number;
  readonly afterPx: number;
  readonly onScroll: () => void;
};

/**
 * Which rows of a table that scrolls inside are drawn: all of a short one, of a long one those in view.
 *
 * @param rowRem height of each row, its line included.
 */
export function useRowWindow(numRows: number, rowRem: number): RowWindow {
  const scroller = useRef<HTMLDivElement>(null);
  const rowPx = rowRem * remPx();
  const { first, end, update } = useWindow(scroller, numRows, rowPx);
  if (numRows <= mostWhole) {
    return { scroller, first: 0, end: numRows, beforePx: 0, afterPx: 0, onScroll: update };
  }
  const last = Math.min(end, numRows);
  return {
    scroller,
    first,
    end: last,
    beforePx: first * rowPx,
    afterPx: (numRows - last) * rowPx,
    onScroll: update,
  };
}
