import { useEffect, useRef, type RefObject } from 'react';
import { useSeenTheme } from './theme.ts';

/** Wider than any screen; a hostile layout must not make the browser allocate without end. */
const maxPixels = 4096;

type Draw = (context: CanvasRenderingContext2D, width: number, height: number) => void;

/**
 * A canvas that is drawn in screen pixels, again after each change of size, zoom or theme.
 *
 * @param draw Gets the size in CSS pixels; wrap it in `useCallback`, its identity says when to draw again.
 */
export function useCanvas(draw: Draw): RefObject<HTMLCanvasElement | null> {
  const ref = useRef<HTMLCanvasElement>(null);
  const theme = useSeenTheme();
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
  }, [draw, theme]);
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

/** A colour token as the canvas wants it, for the theme of this moment. */
export function tokenColour(context: CanvasRenderingContext2D, token: string): string {
  return resolveColour(context.canvas, token);
}

/** A custom property with `light-dark()` inside is only resolved as part of a real one. */
function resolveColour(element: HTMLElement, token: string): string {
  const before = element.style.color;
  element.style.color = `var(${token})`;
  const colour = getComputedStyle(element).color;
  element.style.color = before;
  return colour;
}
