import { type Engine, batchSpectrum, type SpectrumOf } from './spectrum.ts';
import { isMeydaSize, numBinsOf } from './feature-shape.ts';
import { analysisWindow, fillFrame, type SampleSpan } from './frames.ts';
import type { FrontEnd, SpectralFrontEnd } from './front-end.ts';
import { melFilterBank, type MelFilter } from './mel-filter-bank.ts';
import { meydaMelBands, meydaSpectrum } from './meyda-engine.ts';

/** Computes frame number `index` of a clip and writes its values to `output` from `at` on. */
export type BaseFrame = (span: SampleSpan, index: number, output: Float64Array, at: number) => void;

/** The spectrum of an engine; Meyda takes powers of two alone, other sizes go to the batch engine. */
export function spectrumOf(frontEnd: SpectralFrontEnd, power: 1 | 2, engine: Engine): SpectrumOf {
  const plan = engine === 'meyda' && isMeydaSize(frontEnd.fftSize) ? meydaSpectrum : batchSpectrum;
  return plan(frontEnd.fftSize, power);
}

/** Plans one frame's way from samples to spectrum or mel values, before the logarithm. Allocates at planning only. */
export function planBaseFrame(frontEnd: FrontEnd, engine: Engine): BaseFrame {
  const window = analysisWindow(frontEnd);
  const frame = new Float64Array(frontEnd.fftSize);
  if (frontEnd.kind === 'meyda-mel') {
    const bands = new Float64Array(frontEnd.numBands);
    const bandsOf = meydaMelBands(frontEnd.fftSize, frontEnd.sampleRate, frontEnd.numBands);
    return (span, index, output, at) => {
      fillFrame(span, index, frontEnd, window, frame);
      bandsOf(frame, bands);
      output.set(bands, at);
    };
  }
  const spectrum = new Float64Array(numBinsOf(frontEnd));
  const transform = spectrumOf(frontEnd, frontEnd.power, engine);
  const filters = frontEnd.kind === 'stft' ? null : melFilterBank(frontEnd);
  return (span, index, output, at) => {
    fillFrame(span, index, frontEnd, window, frame);
    transform(frame, spectrum);
    if (filters === null) output.set(spectrum, at);
    else applyFilters(filters, spectrum, 0, output, at);
  };
}

/** Sums a spectrum that starts at `from` into one value a filter. */
export function applyFilters(
  filters: readonly MelFilter[],
  spectrum: Float64Array,
  from: number,
  output: Float64Array,
  at: number,
): void {
  for (let band = 0; band < filters.length; band++) {
    const { firstBin, weights } = filters[band]!;
    const last = weights.length - 1;
    const first = from + firstBin;
    // Two sums, because each addition would wait for the one before.
    let even = 0;
    let odd = 0;
    let i = 0;
    for (; i < last; i += 2) {
      even += weights[i]! * spectrum[first + i]!;
      odd += weights[i + 1]! * spectrum[first + i + 1]!;
    }
    if (i === last) even += weights[i]! * spectrum[first + i]!;
    output[at + band] = even + odd;
  }
}
