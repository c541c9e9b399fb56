import { planPowerFft } from './real-fft.ts';

/** Fills `spectrum` with |X|^power of bins 0…fftSize/2 of one windowed frame of fftSize samples. */
export type SpectrumOf = (frame: Float64Array, spectrum: Float64Array) => void;

/**
 * Which code computes spectra: `meyda` for the microphone, single clips and the "explain" view; `batch` for folders and
 * training, any FFT size. Their features agree to 1e-5.
 */
export type Engine = 'meyda' | 'batch';

/** The batch engine: our own real FFT in float64, no allocation a frame. */
export function batchSpectrum(fftSize: number, power: 1 | 2): SpectrumOf {
  const powerOf = planPowerFft(fftSize);
  if (power === 2) return powerOf;
  return (frame, spectrum) => {
    powerOf(frame, spectrum);
    for (let bin = 0; bin < spectrum.length; bin++) spectrum[bin] = Math.sqrt(spectrum[bin]!);
  };
}
