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

/** The code for a pass: the first and the last pass of radix 4 are simpler than those between. */
export function passFor({ radix, length, stride }: Pass): RunPass {
  if (radix === 4 && length === 4) return lastPassOfFour;
  if (radix === 4) return stride === 1 ? firstPassOfFour : passOfFour;
  if (radix === 2) return passOfTwo;
  return radix === 5 ? passOfFive : passOfAny;
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

/** Stride 1: one butterfly for each twiddle. */
const firstPassOfFour: RunPass = ({ length, cos, sin }, fromRe, fromIm, toRe, toIm) => {
  const step = length / 4;
  for (let a = 0, b = step, c = 2 * step, d = 3 * step, y = 0; a < step; a++, b++, c++, d++, y += 4) {
    const aRe = fromRe[a]!;
    const aIm = fromIm[a]!;
    const bRe = fromRe[b]!;
    const bIm = fromIm[b]!;
    const cRe = fromRe[c]!;
    const cIm = fromIm[c]!;
    const dRe = fromRe[d]!;
    const dIm = fromIm[d]!;
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
    toRe[y + 1] = oneRe * cos[y + 1]! - oneIm * sin[y + 1]!;
    toIm[y + 1] = oneRe * sin[y + 1]! + oneIm * cos[y + 1]!;
    toRe[y + 2] = twoRe * cos[y + 2]! - twoIm * sin[y + 2]!;
    toIm[y + 2] = twoRe * sin[y + 2]! + twoIm * cos[y + 2]!;
    toRe[y + 3] = threeRe * cos[y + 3]! - threeIm * sin[y + 3]!;
    toIm[y + 3] = threeRe * sin[y + 3]! + threeIm * cos[y + 3]!;
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

/** Length 4: all twiddles are 1. */
const lastPassOfFour: RunPass = ({ stride }, fromRe, fromIm, toRe, toIm) => {
  for (let a = 0, b = stride, c = 2 * stride, d = 3 * stride; a < stride; a++, b++, c++, d++) {
    const acSumRe = fromRe[a]! + fromRe[c]!;
    const acSumIm = fromIm[a]! + fromIm[c]!;
    const acRe = fromRe[a]! - fromRe[c]!;
    const acIm = fromIm[a]! - fromIm[c]!;
    const bdSumRe = fromRe[b]! + fromRe[d]!;
    const bdSumIm = fromIm[b]! + fromIm[d]!;
    const bdRe = fromRe[b]! - fromRe[d]!;
    const bdIm = fromIm[b]! - fromIm[d]!;
    toRe[a] = acSumRe + bdSumRe;
    toIm[a] = acSumIm + bdSumIm;
    toRe[b] = acRe + bdIm;
    toIm[b] = acIm - bdRe;
    toRe[c] = acSumRe - bdSumRe;
    toIm[c] = acSumIm - bdSumIm;
    toRe[d] = acRe - bdIm;
    toIm[d] = acIm + bdRe;
  }
};

const cos72 = Math.cos((2 * Math.PI) / 5);
const cos144 = Math.cos((4 * Math.PI) / 5);
const sin72 = Math.sin((2 * Math.PI) / 5);
const sin144 = Math.sin((4 * Math.PI) / 5);

/** Sums and differences of the two pairs that lie opposite each other; sizes such as 400 and 480 need it. */
const passOfFive: RunPass = ({ length, stride, cos, sin }, fromRe, fromIm, toRe, toIm) => {
  const fifth = length / 5;
  const step = stride * fifth;
  for (let p = 0; p < fifth; p++) {
    const w = 5 * p;
    const end = stride * (p + 1);
    for (let a = stride * p, y = 5 * stride * p; a < end; a++, y++) {
      const aRe = fromRe[a]!;
      const aIm = fromIm[a]!;
      const beRe = fromRe[a + step]! + fromRe[a + 4 * step]!;
      const beIm = fromIm[a + step]! + fromIm[a + 4 * step]!;
      const cdRe = fromRe[a + 2 * step]! + fromRe[a + 3 * step]!;
      const cdIm = fromIm[a + 2 * step]! + fromIm[a + 3 * step]!;
      const minusBeRe = fromRe[a + step]! - fromRe[a + 4 * step]!;
      const minusBeIm = fromIm[a + step]! - fromIm[a + 4 * step]!;
      const minusCdRe = fromRe[a + 2 * step]! - fromRe[a + 3 * step]!;
      const minusCdIm = fromIm[a + 2 * step]! - fromIm[a + 3 * step]!;
      const m1Re = aRe + cos72 * beRe + cos144 * cdRe;
      const m1Im = aIm + cos72 * beIm + cos144 * cdIm;
      const m2Re = aRe + cos144 * beRe + cos72 * cdRe;
      const m2Im = aIm + cos144 * beIm + cos72 * cdIm;
      const n1Re = sin72 * minusBeRe + sin144 * minusCdRe;
      const n1Im = sin72 * minusBeIm + sin144 * minusCdIm;
      const n2Re = sin144 * minusBeRe - sin72 * minusCdRe;
      const n2Im = sin144 * minusBeIm - sin72 * minusCdIm;
      toRe[y] = aRe + beRe + cdRe;
      toIm[y] = aIm + beIm + cdIm;
      toRe[y + stride] = (m1Re + n1Im) * cos[w + 1]! - (m1Im - n1Re) * sin[w + 1]!;
      toIm[y + stride] = (m1Re + n1Im) * sin[w + 1]! + (m1Im - n1Re) * cos[w + 1]!;
      toRe[y + 2 * stride] = (m2Re + n2Im) * cos[w + 2]! - (m2Im - n2Re) * sin[w + 2]!;
      toIm[y + 2 * stride] = (m2Re + n2Im) * sin[w + 2]! + (m2Im - n2Re) * cos[w + 2]!;
      toRe[y + 3 * stride] = (m2Re - n2Im) * cos[w + 3]! - (m2Im + n2Re) * sin[w + 3]!;
      toIm[y + 3 * stride] = (m2Re - n2Im) * sin[w + 3]! + (m2Im + n2Re) * cos[w + 3]!;
      toRe[y + 4 * stride] = (m1Re - n1Im) * cos[w + 4]! - (m1Im + n1Re) * sin[w + 4]!;
      toIm[y + 4 * stride] = (m1Re - n1Im) * sin[w + 4]! + (m1Im + n1Re) * cos[w + 4]!;
    }
  }
};

/** A direct sum over the radix: fine for 3, which sizes such as 480 need once. */
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
