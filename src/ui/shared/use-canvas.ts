import { useEffect, useRef, type RefObject } from 'react';

/** Wider than any screen; a hostile layout must not make the browser allocate without end. */
const maxPixels = 4096;

type Draw = (context: CanvasRenderingContext2D, width: number, height: number) => void;

/**
 * A canvas that is drawn in screen pixels, again after each change of size or zoom.
 *
 * @param draw Gets the size in CSS pixels; wrap it in `useCallback`, its identity says when to draw again.
 */
export function useCanvas(draw: Draw): RefObject<HTMLCanvasElement | null> {
  const ref = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const canvas = ref.current;
    if (canvas === null) return undefined;
    let request = 0;
    const redraw = () => {
      cancelAnimationFrame(request);
      request = requestAnimationFrame(() => paint(canvas, draw));
    };
    const observer = new ResizeObserver(redraw);
    observer.observe(canvas);
    redraw();
    return () => {
      cancelAnimationFrame(request);
      observer.disconnect();
    };
  }, [draw]);
  return ref;
}

function paint(canvas: HTMLCanvasElement, draw: Draw): void {
  const { clientWidth, clientHeight } = canvas;
  if (clientWidth === 0 || clientHeight === 0) return;
  const scale = Math.min(devicePixelRatio, maxPixels / clientWidth, maxPixels / clientHeight);
  canvas.width = Math.max(1, Math.round(clientWidth * scale));
  canvas.height = Math.max(1, Math.round(clientHeight * scale));
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.setTransform(canvas.width / clientWidth, 0, 0, canvas.height / clientHeight, 0, 0);
  draw(context, clientWidth, clientHeight);
}
