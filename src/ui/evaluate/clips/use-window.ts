import { type RefObject, useCallback, useEffect, useState } from 'react';

/** Rows drawn above and below what is seen. */
const spare = 3;

/**
 * Which rows of a long list with rows of one height are in view: only those need to be drawn.
 *
 * @returns `[first, end)`, and what to call after a scroll
 */
export function useWindow(scroller: RefObject<HTMLElement | null>, numRows: number, rowPx: number) {
  const [range, setRange] = useState({ first: 0, end: Math.min(numRows, 8) });
  const update = useCallback(() => {
    const element = scroller.current;
    if (element === null) return;
    const first = Math.max(0, Math.floor(element.scrollTop / rowPx) - spare);
    const end = Math.min(numRows, Math.ceil((element.scrollTop + element.clientHeight) / rowPx) + spare);
    setRange((before) => (before.first === first && before.end === end ? before : { first, end }));
  }, [scroller, numRows, rowPx]);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(update);
    // Also tells once at the start, and so after each change of the number of rows.
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller, update]);
  return { ...range, update };
}
