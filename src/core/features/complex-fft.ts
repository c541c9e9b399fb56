import { type Pass, passFor } from './fft-passes.ts';

/** Transforms `re` and `im` in place: X[k] = Σ x[n]·e^(−2πi·kn/size). */
export type ComplexFft = (re: Float64Array, im: Float64Array) => void;

/** Prime factors up to this are done by a small direct sum; a size with a larger one goes through Bluestein's sum. */
const largestRadix = 13;

/**
 * Plans a complex FFT of any size: Stockham's self-sorting form with radices 4, 2, 3, 5, … and Bluestein's chirp for
 * sizes with a large prime factor. Allocates at planning only.
 *
 * @see Van Loan, "Computational Frameworks for the Fast Fourier Transform", 1992, sections 1.7 and 4.2.
 */
export function planComplexFft(size: number): ComplexFft {
  const radices = factorise(size);
  return radices === null ? planBluestein(size) : planStockham(size, radices);
}

function factorise(size: number): number[] | null {
  const radices: number[] = [];
  let rest = size;
  for (const radix of [4, 2, 3, 5, 7, 11, largestRadix]) {
    while (rest % radix === 0) {
      radices.push(radix);
      rest /= radix;
    }
  }
  return rest === 1 ? radices : null;
}

function planStockham(size: number, radices: readonly number[]): ComplexFft {
  const passes = planPasses(size, radices).map((pass) => ({ pass, run: passFor(pass) }));
  const spareRe = new Float64Array(size);
  const spareIm = new Float64Array(size);
  return (re, im) => {
    for (let i = 0; i < passes.length; i++) {
      const { pass, run } = passes[i]!;
      if (i % 2 === 0) run(pass, re, im, spareRe, spareIm);
      else run(pass, spareRe, spareIm, re, im);
    }
    if (passes.length % 2 === 1) {
      re.set(spareRe);
      im.set(spareIm);
    }
  };
}

function planPasses(size: number, radices: readonly number[]): Pass[] {
  let length = size;
  let stride = 1;
  return radices.map((radix) => {
    const angle = (index: number) =>
      (-2 * Math.PI * Math.floor(index / radix) * (index % radix)) / thisLength;
    const thisLength = length;
    const pass = {
      radix,
      length,
      stride,
      cos: Float64Array.from({ length }, (_, index) => Math.cos(angle(index))),
      sin: Float64Array.from({ length }, (_, index) => Math.sin(angle(index))),
      rootCos: Float64Array.from({ length: radix }, (_, m) => Math.cos((2 * Math.PI * m) / radix)),
      rootSin: Float64Array.from({ length: radix }, (_, m) => -Math.sin((2 * Math.PI * m) / radix)),
    };
    length /= radix;
    stride *= radix;
    return pass;
  });
}

/** Writes a transform of any size as a convolution with a chirp, done by transforms of a power of two. */
function planBluestein(size: number): ComplexFft {
  const padded = 2 ** Math.ceil(Math.log2(2 * size - 1));
  const transform = planStockham(padded, factorise(padded) ?? []);
  // n² modulo 2·size keeps the angle small, and so exact.
  const angle = (n: number) => (-Math.PI * ((n * n) % (2 * size))) / size;
  const chirpRe = Float64Array.from({ length: size }, (_, n) => Math.cos(angle(n)));
  const chirpIm = Float64Array.from({ length: size }, (_, n) => Math.sin(angle(n)));
  const filterRe = new Float64Array(padded);
  const filterIm = new Float64Array(padded);
  for (let n = 0; n < size; n++) {
    for (const at of [n, (padded - n) % padded]) {
      filterRe[at] = chirpRe[n]!;
      filterIm[at] = -chirpIm[n]!;
    }
  }
  transform(filterRe, filterIm);
  const workRe = new Float64Array(padded);
  const workIm = new Float64Array(padded);
  return (re, im) => {
    workRe.fill(0);
    workIm.fill(0);
    for (let n = 0; n < size; n++) {
      workRe[n] = re[n]! * chirpRe[n]! - im[n]! * chirpIm[n]!;
      workIm[n] = re[n]! * chirpIm[n]! + im[n]! * chirpRe[n]!;
    }
    transform(workRe, workIm);
    // The inverse transform is the forward one with the imaginary part's sign turned before and after.
    for (let k = 0; k < padded; k++) {
      const product = workRe[k]! * filterRe[k]! - workIm[k]! * filterIm[k]!;
      workIm[k] = -(workRe[k]! * filterIm[k]! + workIm[k]! * filterRe[k]!);
      workRe[k] = product;
    }
    transform(workRe, workIm);
    for (let k = 0; k < size; k++) {
      const sumRe = workRe[k]! / padded;
      const sumIm = -workIm[k]! / padded;
      re[k] = sumRe * chirpRe[k]! - sumIm * chirpIm[k]!;
      im[k] = sumRe * chirpIm[k]! + sumIm * chirpRe[k]!;
    }
  };
}
