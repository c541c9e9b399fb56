import { useEffect, useRef, type RefObject } from 'react';

/**
 * Gives an element the whole screen as long as it is in the page, where the browser grants it.
 *
 * @param onLeft The visitor has left full screen.
 */
export function useFullscreen(ref: RefObject<HTMLElement | null>, onLeft: () => void): void {
  const latest = useRef(onLeft);
  useEffect(() => {
    latest.current = onLeft;
  });
  useEffect(() => {
    const element = ref.current;
    if (element === null || !document.fullscreenEnabled) return undefined;
    const tell = () => {
      if (document.fullscreenElement === null) latest.current();
    };
    element.addEventListener('fullscreenchange', tell);
    element.requestFullscreen().catch(() => undefined);
    return () => element.removeEventListener('fullscreenchange', tell);
  }, [ref]);
}
