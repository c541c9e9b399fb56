import { useCallback, useEffect, useState, type RefObject } from 'react';
import type { TimeRange } from '../../../shared/time-range.ts';
import { firstZoom, scrollToShow, visibleRange, widthOf, type Zoom } from './visible-range.ts';

/** The part of a recording in view. The pictures stand still while the scroll bar moves, and draw what is in view. */
export type ScrollView = {
  readonly zoom: Zoom;
  readonly setZoom: (zoom: Zoom) => void;
  readonly range: TimeRange;
  /** Pixels that do not fit into the view. */
  readonly hiddenWidth: number;
  readonly onScroll: () => void;
  readonly show: (span: TimeRange) => void;
};

/**
 * @param durationSec of the recording; another recording begins with its own zoom.
 * @param picture an element as wide as the pictures.
 */
export function useScrollView(
  durationSec: number,
  scroller: RefObject<HTMLElement | null>,
  picture: RefObject<HTMLElement | null>,
): ScrollView {
  const width = useWidth(picture);
  const [chosen, setChosen] = useState<{ zoom: Zoom; durationSec: number } | null>(null);
  const [scrollLeft, setScrollLeft] = useState(0);
  const zoom = chosen?.durationSec === durationSec ? chosen.zoom : firstZoom(durationSec, width);
  const fullWidth = widthOf(zoom, durationSec, width);
  const { startSec, endSec } = visibleRange({ durationSec, width, fullWidth }, scrollLeft);
  const show = useCallback(
    (span: TimeRange) => {
      const left = scrollToShow(span, { startSec, endSec }, fullWidth / Math.max(durationSec, 0.001));
      if (left !== null) scroller.current?.scrollTo({ left });
    },
    [startSec, endSec, fullWidth, durationSec, scroller],
  );
  return {
    zoom,
    setZoom: (next) => setChosen({ zoom: next, durationSec }),
    range: { startSec, endSec },
    hiddenWidth: fullWidth - width,
    onScroll: () => setScrollLeft(scroller.current?.scrollLeft ?? 0),
    show,
  };
}

function useWidth(ref: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(480);
  useEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);
  return width;
}
