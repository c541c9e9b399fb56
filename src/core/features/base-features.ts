import { type Engine, batchSpectrum, type SpectrumOf } from './spectrum.ts';
import { isMeydaSize, numBinsOf } from './feature-shape.ts';
import { analysisWindow, fillFrame } from './frames.ts';
import type { FrontEnd, MeydaFrontEnd, SpectralFrontEnd } from './front-end.ts';
import { type FramesOf, planKernelFrames } from './kernel-frames.ts';
import { melFilterBank, type MelFilter } from './mel-filter-bank.ts';
import { meydaMelBands, meydaSpectrum } from './meyda-engine.ts';

/** The spectrum of an engine; Meyda takes powers of two alone, other sizes go to the batch engine. */
export function spectrumOf(frontEnd: SpectralFrontEnd, power: 1 | 2, engine: Engine): SpectrumOf {
  const plan = engine === 'meyda' && isMeydaSize(frontEnd.fftSize) ? meydaSpectrum : batchSpectrum;
  return plan(frontEnd.fftSize, power);
}

/** Plans the way from samples to spectrum or mel values, before the logarithm. Allocates nothing a frame. */
export function planBaseFrames(frontEnd: FrontEnd, engine: Engine): FramesOf {
  if (frontEnd.kind === 'meyda-mel') return planMeydaBands(frontEnd);
  const filters = frontEnd.kind === 'stft' ? null : melFilterBank(frontEnd);
  if (engine === 'batch' || !isMeydaSize(frontEnd.fftSize)) {
    const onKernel = planKernelFrames(frontEnd, frontEnd.power, filters);
    if (onKernel !== null) return onKernel;
  }
  const spectra = planSpectra(frontEnd, frontEnd.power, engine);
  if (filters === null) return spectra;
  const spectrum = new Float64Array(numBinsOf(frontEnd));
  return (span, firstFrame, numFrames, output, at) => {
    for (let i = 0; i < numFrames; i++) {
      spectra(span, firstFrame + i, 1, spectrum, 0);
      applyFilters(filters, spectrum, 0, output, at + i * filters.length);
    }
  };
}

/** Plans |X|^power of every bin. */
export function planSpectra(frontEnd: SpectralFrontEnd, power: 1 | 2, engine: Engine): FramesOf {
  const onKernel = engine === 'batch' ? planKernelFrames(frontEnd, power, null) : null;
  if (onKernel !== null) return onKernel;
  const window = analysisWindow(frontEnd);
  const frame = new Float64Array(frontEnd.fftSize);
  const spectrum = new Float64Array(numBinsOf(frontEnd));
  const transform = spectrumOf(frontEnd, power, engine);
  return (span, firstFrame, numFrames, output, at) => {
    for (let i = 0; i < numFrames; i++) {
      fillFrame(span, firstFrame + i, frontEnd, window, frame);
      transform(frame, spectrum);
      output.set(spectrum, at + i * spectrum.length);
    }
  };
}

function planMeydaBands(frontEnd: MeydaFrontEnd): FramesOf {
  const { fftSize, sampleRate, numBands } = frontEnd;
  const window = analysisWindow(frontEnd);
  const frame = new Float64Array(fftSize);
  const bands = new Float64Array(numBands);
  const bandsOf = meydaMelBands(fftSize, sampleRate, numBands);
  return (span, firstFrame, numFrames, output, at) => {
    for (let i = 0; i < numFrames; i++) {
      fillFrame(span, firstFrame + i, frontEnd, window, frame);
      bandsOf(frame, bands);
      output.set(bands, at + i * numBands);
    }
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
