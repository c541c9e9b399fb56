import { PhonoscopeError } from '../errors.ts';
import type { Features, Normalisation } from './features.ts';
import { analysisWindow, countFrames, fillFrame } from './frames.ts';
import type { FrontEnd } from './front-end.ts';
import { melFilterBank, type MelFilter } from './mel-filter-bank.ts';
import { createMeydaSpectrum } from './meyda-spectrum.ts';

/** Smallest standard deviation that features are divided by. */
const minStd = 1e-5;

/** Turns mono samples at the front end's rate, after level and place, into features. */
export type FeatureExtractor = (samples: Float32Array) => Features;

/**
 * Prepares a front end once, so that many clips can go through it: frames → window → spectrum → mel → log → normalise.
 *
 * @param normalisation the data set's mean and std per band; needed exactly when `normalise` is `dataset`.
 * @returns a function that allocates one array a clip and nothing a frame (but for what Meyda allocates).
 * @throws PhonoscopeError `front-end-invalid` when the normalisation is missing or has another number of bands.
 */
export function createFeatureExtractor(
  frontEnd: FrontEnd,
  normalisation: Normalisation | null,
): FeatureExtractor {
  const { fftSize, numBands } = frontEnd;
  const window = analysisWindow(frontEnd);
  const filters = melFilterBank(frontEnd);
  const spectrumOf = createMeydaSpectrum(fftSize, frontEnd.power);
  const normalise = createNormaliser(frontEnd, normalisation);
  const frame = new Float64Array(fftSize);
  const spectrum = new Float64Array(fftSize / 2 + 1);
  const logOf = logarithm(frontEnd);
  return (samples) => {
    const numFrames = countFrames(samples.length, frontEnd);
    const values = new Float32Array(numFrames * numBands);
    for (let index = 0; index < numFrames; index++) {
      fillFrame(samples, index, frontEnd, window, frame);
      spectrumOf(frame, spectrum);
      for (let band = 0; band < numBands; band++) {
        values[index * numBands + band] = normalise(logOf(applyFilter(filters[band], spectrum)), band);
      }
    }
    return { values, numFrames, numBands };
  };
}

function applyFilter(filter: MelFilter | undefined, spectrum: Float64Array): number {
  if (filter === undefined) return 0;
  const { firstBin, weights } = filter;
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += (weights[i] ?? 0) * (spectrum[firstBin + i] ?? 0);
  return sum;
}

function logarithm({ log, power, amin, logOffset }: FrontEnd): (value: number) => number {
  const factor = power === 2 ? 10 : 20;
  if (log === 'db') return (value) => factor * Math.log10(Math.max(value, amin));
  if (log === 'ln') return (value) => Math.log(Math.max(value + logOffset, amin));
  return (value) => value;
}

function createNormaliser(
  { normalise, numBands }: FrontEnd,
  normalisation: Normalisation | null,
): (value: number, band: number) => number {
  if (normalise === 'none') return (value) => value;
  if (normalisation?.mean.length !== numBands || normalisation.std.length !== numBands) {
    throw new PhonoscopeError(
      'front-end-invalid',
      `The front end is normalised over a data set: ${numBands} means and standard deviations are needed.`,
      { field: 'normalisation', expected: `${numBands} × {mean, std}` },
    );
  }
  const mean = Float64Array.from(normalisation.mean);
  const inverseStd = Float64Array.from(normalisation.std, (std) => 1 / Math.max(std, minStd));
  return (value, band) => (value - (mean[band] ?? 0)) * (inverseStd[band] ?? 1);
}
