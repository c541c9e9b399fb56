import { percentOf, type TimeRange } from '../../../shared/time-range.ts';

/** `fit`: the whole recording; otherwise pixels for a second. */
export type Zoom = 'fit' | 50 | 100 | 200;

export const zooms: readonly Zoom[] = ['fit', 50, 100, 200];

/** Words of a third of a second can still be read. */
const fewestPixelsASec = 100;

/** What to begin with: the whole recording, unless its words would be too narrow to read. */
export function firstZoom(durationSec: number, width: number): Zoom {
  return durationSec <= 0 || width / durationSec >= fewestPixelsASec ? 'fit' : 200;
}

/** How wide the whole recording is drawn, in pixels; at least as wide as its place. */
export function widthOf(zoom: Zoom, durationSec: number, width: number): number {
  return zoom === 'fit' ? width : Math.max(width, durationSec * zoom);
}

/** The stretch of time in view. */
export function visibleRange(
  { durationSec, width, fullWidth }: { durationSec: number; width: number; fullWidth: number },
  scrollLeft: number,
): TimeRange {
  const secAPixel = durationSec / Math.max(1, fullWidth);
  const startSec = Math.min(Math.max(0, scrollLeft), Math.max(0, fullWidth - width)) * secAPixel;
  return { startSec, endSec: startSec + width * secAPixel };
}

/** The samples in view and a little more on both sides, and where in the recording they begin. */
export function samplesInView(
  samples: Float32Array,
  sampleRateHz: number,
  { startSec, endSec }: TimeRange,
): { samples: Float32Array; startSec: number } {
  const first = Math.max(0, Math.floor(startSec * sampleRateHz));
  const last = Math.min(samples.length, Math.ceil(endSec * sampleRateHz));
  return { samples: samples.subarray(first, last), startSec: first / sampleRateHz };
}

/** Where a stretch of time lies in the view, for `left` and `width`; null where it is out of view. */
export function placeInView(span: TimeRange, range: TimeRange): { left: string; width: string } | null {
  if (span.endSec <= range.startSec || span.startSec >= range.endSec) return null;
  const left = percentOf(span.startSec, range);
  return { left: `${left}%`, width: `${percentOf(span.endSec, range) - left}%` };
}

/** How far to scroll so that a stretch of time is in view with some room around it; null where it is. */
export function scrollToShow(span: TimeRange, range: TimeRange, pixelsASec: number): number | null {
  if (span.startSec >= range.startSec && span.endSec <= range.endSec) return null;
  const room = (range.endSec - range.startSec - (span.endSec - span.startSec)) / 2;
  return Math.max(0, (span.startSec - Math.max(0, room)) * pixelsASec);
}
