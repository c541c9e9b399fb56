import Meyda from 'meyda';
import type { MelFilter } from './mel-filter-bank.ts';
import type { SpectrumOf } from './spectrum.ts';

/**
 * The Meyda engine: takes Meyda's complex spectrum and nothing else of it, because its power spectrum lacks the
 * Nyquist bin and its mel bands are cached across settings.
 *
 * Frames are float64: float32 frames cost 0.03 dB. Meyda's settings are global, so they are set at each call.
 *
 * @param fftSize a power of two.
 */
export function meydaSpectrum(fftSize: number, power: 1 | 2): SpectrumOf {
  return (frame, spectrum) => {
    Meyda.bufferSize = fftSize;
    Meyda.windowingFunction = 'rect';
    const { real = [], imag = [] } = Meyda.extract(['complexSpectrum'], frame)?.complexSpectrum ?? {};
    for (let bin = 0; bin < spectrum.length; bin++) {
      const re = real[bin] ?? 0;
      const im = imag[bin] ?? 0;
      const squared = re * re + im * im;
      spectrum[bin] = power === 2 ? squared : Math.sqrt(squared);
    }
  };
}

/**
 * Meyda's own mel bands: ln(1 + triangle · power) over its own bank, with its symmetric Hann window.
 *
 * The bank is cached on Meyda's one shared object and not rebuilt when settings change (meyda 5.6.3), so it is
 * thrown away whenever another front end was here before.
 */
export function meydaMelBands(fftSize: number, sampleRateHz: number, numBands: number): SpectrumOf {
  const settings = `${fftSize} ${sampleRateHz} ${numBands}`;
  return (frame, bands) => {
    Meyda.bufferSize = fftSize;
    Meyda.sampleRate = sampleRateHz;
    Meyda.melBands = numBands;
    Meyda.windowingFunction = 'hanning';
    // With fewer bands than coefficients the bank would be rebuilt each frame, and be the larger number.
    Meyda.numberOfMFCCCoefficients = Math.min(13, numBands);
    if (settings !== cachedSettings) {
      Reflect.deleteProperty(Meyda, 'melFilterBank');
      cachedSettings = settings;
    }
    bands.set(readBands(Meyda.extract(['melBands'], frame)));
  };
}

let cachedSettings = '';

/** Meyda's symmetric Hann window, as it applies it to frames of `meydaMelBands`: rounded to float32. */
export function meydaWindow(fftSize: number): Float64Array {
  return Float64Array.from({ length: fftSize }, (_, i) =>
    Math.fround(0.5 - 0.5 * Math.cos((2 * Math.PI * i) / (fftSize - 1))),
  );
}

/**
 * Meyda's own mel bank, which is private to it: corners rounded down to bins, triangles of height 1.
 *
 * @see meyda 5.6.3 `createMelFilterBank`.
 */
export function meydaFilterBank(fftSize: number, sampleRateHz: number, numBands: number): MelFilter[] {
  meydaMelBands(fftSize, sampleRateHz, numBands)(new Float64Array(fftSize), new Float64Array(numBands));
  const bank: unknown = Reflect.get(Meyda, 'melFilterBank');
  return Array.isArray(bank) ? bank.map(toFilter) : [];
}

function toFilter(row: unknown): MelFilter {
  const dense = Float64Array.from(Array.isArray(row) ? row.map(Number) : []);
  const firstBin = dense.findIndex((weight) => weight > 0);
  if (firstBin < 0) return { firstBin: 0, weights: new Float64Array(0) };
  return { firstBin, weights: dense.slice(firstBin, dense.findLastIndex((weight) => weight > 0) + 1) };
}

/** Meyda's types know the feature's name but not its result. */
function readBands(extracted: object | null): number[] {
  const bands: unknown = extracted !== null && 'melBands' in extracted ? extracted.melBands : [];
  return Array.isArray(bands) ? bands.map(Number) : [];
}
