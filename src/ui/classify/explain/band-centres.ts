import type { ExplainedFrame } from '../../../core/features/explain-frame.ts';
import type { FrontEnd } from '../../../core/features/front-end.ts';
import { melCornersHz } from '../../../core/features/mel-filter-bank.ts';

/** Lower edge, middle and upper edge of a band in Hz. */
export type BandHz = { readonly fromHz: number; readonly centreHz: number; readonly toHz: number };

/** Where the bands before the logarithm lie: triangles of the mel bank, or single bins. */
export function bandsHz(frontEnd: FrontEnd, { filters, linear }: ExplainedFrame): readonly BandHz[] {
  const binHz = frontEnd.sampleRate / frontEnd.fftSize;
  if (filters === null)
    return Array.from(linear, (_, bin) => ({
      fromHz: (bin - 0.5) * binHz,
      centreHz: bin * binHz,
      toHz: (bin + 0.5) * binHz,
    }));
  if (frontEnd.kind === 'mel' || frontEnd.kind === 'mfcc') {
    const corners = melCornersHz(frontEnd);
    return filters.map((_, band) => ({
      fromHz: corners[band]!,
      centreHz: corners[band + 1]!,
      toHz: corners[band + 2]!,
    }));
  }
  return filters.map(({ firstBin, weights }) => ({
    fromHz: Math.max(0, firstBin - 1) * binHz,
    centreHz: (firstBin + weights.indexOf(Math.max(...weights))) * binHz,
    toHz: (firstBin + weights.length) * binHz,
  }));
}

/** The band whose middle is nearest to a frequency. */
export function nearestBand(bands: readonly BandHz[], hz: number): number {
  let best = 0;
  for (const [band, { centreHz }] of bands.entries()) {
    if (Math.abs(centreHz - hz) < Math.abs((bands[best]?.centreHz ?? 0) - hz)) best = band;
  }
  return best;
}
