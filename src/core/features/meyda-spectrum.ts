import Meyda from 'meyda';

/** Fills `spectrum` with |X|^power of bins 0…fftSize/2 of one windowed frame of fftSize samples. */
export type Spectrum = (frame: Float64Array, spectrum: Float64Array) => void;

/**
 * The Meyda engine: takes Meyda's complex spectrum and nothing else of it, because its power spectrum lacks the
 * Nyquist bin and its mel bands are cached across settings.
 *
 * Frames are float64: float32 frames cost 0.03 dB. Not re-entrant, since Meyda's settings are global.
 *
 * @param fftSize a power of two.
 */
export function createMeydaSpectrum(fftSize: number, power: 1 | 2): Spectrum {
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
