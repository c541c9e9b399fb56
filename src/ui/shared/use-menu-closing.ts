import { useEffect, useRef, type RefObject } from 'react';

/** Calls `close` on Escape, when pointer or focus go elsewhere, and after a choice made by pointer. */
export function useMenuClosing(
  root: RefObject<HTMLElement | null>,
  isOpen: boolean,
  close: () => void,
): void {
  const latest = useRef(close);
  useEffect(() => {
    latest.current = close;
  });
  useEffect(() => {
    const container = root.current;
    if (!isOpen || container === null) return undefined;
    const listening = new AbortController();
    const { signal } = listening;
    let isPointer = false;
    const leave = ({ target }: Event) => {
      if (!(target instanceof Node && container.contains(target))) latest.current();
    };
    const closeAndReturn = () => {
      latest.current();
      container.querySelector('button')?.focus();
    };
    document.addEventListener('focusin', leave, { signal });
    document.addEventListener(
      'pointerdown',
      (event) => {
        isPointer = true;
        leave(event);
      },
      { signal },
    );
    document.addEventListener(
      'keydown',
      (event) => {
        isPointer = false;
        if (event.key === 'Escape') closeAndReturn();
      },
      { signal },
    );
    container.addEventListener(
      'change',
      () => {
        if (isPointer) closeAndReturn();
      },
      { signal },
    );
    return () => listening.abort();
  }, [root, isOpen]);
}
