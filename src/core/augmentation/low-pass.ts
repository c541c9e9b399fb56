import { chebyshevFilter } from './chebyshev-filter.ts';

/**
 * Takes away what lies above a frequency, in place, by `chebyshevFilter`.
 *
 * @param cutoffHz above 0 and below half the sampling rate; from there on nothing is changed.
 */
export function lowPass(samples: Float32Array, cutoffHz: number, sampleRateHz: number): void {
  if (cutoffHz < sampleRateHz / 2) chebyshevFilter(samples, 'lowpass', cutoffHz, sampleRateHz);
}
