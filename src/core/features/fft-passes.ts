/** One pass over the data: `radix` sub-transforms of length `length / radix`, `stride` of them interleaved. */
export type Pass = {
  readonly radix: number;
  readonly length: number;
  readonly stride: number;
  /** Twiddle e^(−2πi·p·k/length) at `p · radix + k`. */
  readonly cos: Float64Array;
  readonly sin: Float64Array;
  /** e^(−2πi·m/radix), for the direct sum. */
  readonly rootCos: Float64Array;
  readonly rootSin: Float64Array;
};

/** Carries the data one pass further; `from` and `to` are different arrays. */
export type RunPass = (
  pass: Pass,
  fromRe: Float64Array,
  fromIm: Float64Array,
  toRe: Float64Array,
  toIm: Float64Array,
) => void;

/** The code for a pass. */
export function passFor({ radix }: Pass): RunPass {
  if (radix === 4) return passOfFour;
  return radix === 2 ? passOfTwo : passOfAny;
}

const passOfTwo: RunPass = ({ length, stride, cos, sin }, fromRe, fromIm, toRe, toIm) => {
  const half = length / 2;
  for (let p = 0; p < half; p++) {
    const wRe = cos[2 * p + 1]!;
    const wIm = sin[2 * p + 1]!;
    for (let q = 0, a = stride * p, y = 2 * stride * p; q < stride; q++, a++, y++) {
      const b = a + stride * half;
      const differenceRe = fromRe[a]! - fromRe[b]!;
      const differenceIm = fromIm[a]! - fromIm[b]!;
      toRe[y] = fromRe[a]! + fromRe[b]!;
      toIm[y] = fromIm[a]! + fromIm[b]!;
      toRe[y + stride] = differenceRe * wRe - differenceIm * wIm;
      toIm[y + stride] = differenceRe * wIm + differenceIm * wRe;
    }
  }
};

const passOfFour: RunPass = ({ length, stride, cos, sin }, fromRe, fromIm, toRe, toIm) => {
  const quarter = length / 4;
  const step = stride * quarter;
  for (let p = 0; p < quarter; p++) {
    const w1Re = cos[4 * p + 1]!;
    const w1Im = sin[4 * p + 1]!;
    const w2Re = cos[4 * p + 2]!;
    const w2Im = sin[4 * p + 2]!;
    const w3Re = cos[4 * p + 3]!;
    const w3Im = sin[4 * p + 3]!;
    const end = stride * (p + 1);
    for (let a = stride * p, y = 4 * stride * p; a < end; a++, y++) {
      const aRe = fromRe[a]!;
      const aIm = fromIm[a]!;
      const bRe = fromRe[a + step]!;
      const bIm = fromIm[a + step]!;
      const cRe = fromRe[a + 2 * step]!;
      const cIm = fromIm[a + 2 * step]!;
      const dRe = fromRe[a + 3 * step]!;
      const dIm = fromIm[a + 3 * step]!;
      const acSumRe = aRe + cRe;
      const acSumIm = aIm + cIm;
      const bdSumRe = bRe + dRe;
      const bdSumIm = bIm + dIm;
      const oneRe = aRe - cRe + (bIm - dIm);
      const oneIm = aIm - cIm - (bRe - dRe);
      const twoRe = acSumRe - bdSumRe;
      const twoIm = acSumIm - bdSumIm;
      const threeRe = aRe - cRe - (bIm - dIm);
      const threeIm = aIm - cIm + (bRe - dRe);
      toRe[y] = acSumRe + bdSumRe;
      toIm[y] = acSumIm + bdSumIm;
      toRe[y + stride] = oneRe * w1Re - oneIm * w1Im;
      toIm[y + stride] = oneRe * w1Im + oneIm * w1Re;
      toRe[y + 2 * stride] = twoRe * w2Re - twoIm * w2Im;
      toIm[y + 2 * stride] = twoRe * w2Im + twoIm * w2Re;
      toRe[y + 3 * stride] = threeRe * w3Re - threeIm * w3Im;
      toIm[y + 3 * stride] = threeRe * w3Im + threeIm * w3Re;
    }
  }
};

/** A direct sum over the radix. */
const passOfAny: RunPass = (pass, fromRe, fromIm, toRe, toIm) => {
  const { radix, length, stride, cos, sin, rootCos, rootSin } = pass;
  const part = length / radix;
  for (let p = 0; p < part; p++) {
    for (let q = 0; q < stride; q++) {
      for (let k = 0; k < radix; k++) {
        let sumRe = 0;
        let sumIm = 0;
        for (let j = 0, turn = 0; j < radix; j++, turn = turn + k < radix ? turn + k : turn + k - radix) {
          const at = q + stride * (p + j * part);
          const wRe = rootCos[turn]!;
          const wIm = rootSin[turn]!;
          sumRe += fromRe[at]! * wRe - fromIm[at]! * wIm;
          sumIm += fromRe[at]! * wIm + fromIm[at]! * wRe;
        }
        const y = q + stride * (radix * p + k);
        const tRe = cos[p * radix + k]!;
        const tIm = sin[p * radix + k]!;
        toRe[y] = sumRe * tRe - sumIm * tIm;
        toIm[y] = sumRe * tIm + sumIm * tRe;
      }
    }
  }
};
