/** How loud samples are, in dB of full scale; −Infinity for digital silence. */
export type Level = {
  readonly rmsDbfs: number;
  readonly peakDbfs: number;
};

/** Measures samples whose full scale is ±1; an empty array counts as silence. */
export function measureLevel(samples: Float32Array): Level {
  let sum = 0;
  let peak = 0;
  for (const sample of samples) {
    sum += sample * sample;
    peak = Math.max(peak, Math.abs(sample));
  }
  const rms = samples.length === 0 ? 0 : Math.sqrt(sum / samples.length);
  return { rmsDbfs: 20 * Math.log10(rms), peakDbfs: 20 * Math.log10(peak) };
}
