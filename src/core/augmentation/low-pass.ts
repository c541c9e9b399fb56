const order = 8;
const rippleDb = 0.5;

/** One section of second order: b0, b1, b2, a1, a2. */
type Section = readonly [number, number, number, number, number];

/**
 * Takes away what lies above a frequency, in place: Chebyshev's filter of type 1, order 8, ripple 0.5 dB; 45 dB down
 * half an octave above and more beyond.
 *
 * @param cutoffHz above 0 and below half the sampling rate; from there on nothing is changed.
 * @see SciPy 1.10 `scipy.signal.cheby1(8, 0.5, hz, fs=rate, output='sos')` and `sosfilt`.
 */
export function lowPass(samples: Float32Array, cutoffHz: number, sampleRateHz: number): void {
  if (cutoffHz >= sampleRateHz / 2) return;
  const [first, second, third, fourth] = designSections(cutoffHz, sampleRateHz);
  runTwo(samples, first!, second!);
  runTwo(samples, third!, fourth!);
}

/** Poles of the analogue filter, moved by the bilinear transform; each section passes 0 Hz unchanged but the ripple. */
function designSections(cutoffHz: number, sampleRateHz: number): Section[] {
  const epsilon = Math.sqrt(10 ** (rippleDb / 10) - 1);
  const spread = Math.asinh(1 / epsilon) / order;
  const warped = Math.tan((Math.PI * cutoffHz) / sampleRateHz);
  const sections = Array.from({ length: order / 2 }, (_, k): Section => {
    const angle = (Math.PI * (2 * k + 1)) / (2 * order);
    const real = -Math.sinh(spread) * Math.sin(angle) * warped;
    const imaginary = Math.cosh(spread) * Math.cos(angle) * warped;
    const size = real * real + imaginary * imaginary;
    const scale = 1 / (1 - 2 * real + size);
    const gain = size * scale;
    return [gain, 2 * gain, gain, 2 * (size - 1) * scale, (1 + 2 * real + size) * scale];
  });
  // An even order stands at the bottom of its ripple at 0 Hz.
  const [b0, b1, b2, a1, a2] = sections[0]!;
  const floor = 10 ** (-rippleDb / 20);
  sections[0] = [b0 * floor, b1 * floor, b2 * floor, a1, a2];
  return sections;
}

/** Two sections in one pass over the samples: their multiplications overlap. */
function runTwo(samples: Float32Array, one: Section, two: Section): void {
  const [p0, p1, p2, q1, q2] = one;
  const [r0, r1, r2, s1, s2] = two;
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < samples.length; i++) {
    const x = samples[i]!;
    const y = p0 * x + a;
    a = p1 * x - q1 * y + b;
    b = p2 * x - q2 * y;
    const z = r0 * y + c;
    c = r1 * y - s1 * z + d;
    d = r2 * y - s2 * z;
    samples[i] = z;
  }
}
