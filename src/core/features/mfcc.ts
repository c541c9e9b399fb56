/** Turns one frame's log-mel bands into cepstral coefficients. */
export type CepstralTransform = (
  bands: Float64Array,
  at: number,
  coefficients: Float64Array,
  to: number,
) => void;

/**
 * Plans MFCCs: orthonormal DCT-II over the bands, the first `numCoefficients` of it, liftered.
 *
 * @param lifter 0 for none; else coefficient n (from 1) is multiplied by 1 + lifter / 2 · sin(π·n / lifter).
 * @see librosa 0.10 `feature.mfcc`.
 */
export function planMfcc(numBands: number, numCoefficients: number, lifter: number): CepstralTransform {
  const basis = new Float64Array(numCoefficients * numBands);
  for (let k = 0; k < numCoefficients; k++) {
    const scale = Math.sqrt((k === 0 ? 1 : 2) / numBands) * lifterWeight(k + 1, lifter);
    for (let n = 0; n < numBands; n++) {
      basis[k * numBands + n] = scale * Math.cos((Math.PI * k * (2 * n + 1)) / (2 * numBands));
    }
  }
  return (bands, at, coefficients, to) => {
    for (let k = 0; k < numCoefficients; k++) {
      let sum = 0;
      for (let n = 0; n < numBands; n++) sum += basis[k * numBands + n]! * bands[at + n]!;
      coefficients[to + k] = sum;
    }
  };
}

function lifterWeight(n: number, lifter: number): number {
  return lifter === 0 ? 1 : 1 + (lifter / 2) * Math.sin((Math.PI * n) / lifter);
}
