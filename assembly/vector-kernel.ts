// Inner loops in WebAssembly, written in AssemblyScript: those of the batch engine, which has two frames of a clip side by
// side, one in each half of an f64x2 vector, and the filter of resampling. All arithmetic is float64; a frame's values do not
// depend on the frame beside it. src/core/kernel/vector-kernel.ts lays out the memory; addresses are in bytes.
//
// A pair is 16 bytes: a value of the first frame, then of the second. A complex pair is 32 bytes: real, imaginary.

/** Marks a pass with twiddles, and one without: the last pass, whose twiddles are all 1. */
type Turned = f64;
type Plain = i32;

/**
 * Writes two windowed frames as pairs: pair i = window[i] · (first[i], second[i]).
 *
 * @param first, second float32 samples.
 * @param window float64.
 * @param numSamples a multiple of 4.
 */
export function windowFrames(
  first: usize,
  second: usize,
  window: usize,
  numSamples: i32,
  output: usize,
): void {
  const end = first + ((<usize>numSamples) << 2);
  while (first < end) {
    const a = v128.load(first);
    const b = v128.load(second);
    const low = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
    const high = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
    const lowRight = v128.shuffle<f32>(low, low, 2, 3, 2, 3);
    const highRight = v128.shuffle<f32>(high, high, 2, 3, 2, 3);
    v128.store(output, f64x2.mul(f64x2.promote_low_f32x4(low), v128.load64_splat(window)));
    v128.store(output, f64x2.mul(f64x2.promote_low_f32x4(lowRight), v128.load64_splat(window, 8)), 16);
    v128.store(output, f64x2.mul(f64x2.promote_low_f32x4(high), v128.load64_splat(window, 16)), 32);
    v128.store(output, f64x2.mul(f64x2.promote_low_f32x4(highRight), v128.load64_splat(window, 24)), 48);
    first += 16;
    second += 16;
    window += 32;
    output += 64;
  }
}

/** Stores a complex pair, times the twiddle (cos, sin) that lies at `twiddle`. */
function put<T>(to: usize, re: v128, im: v128, twiddle: usize): void {
  if (isFloat<T>()) {
    const cos = v128.load64_splat(twiddle);
    const sin = v128.load64_splat(twiddle, 8);
    v128.store(to, f64x2.sub(f64x2.mul(re, cos), f64x2.mul(im, sin)));
    v128.store(to, f64x2.add(f64x2.mul(re, sin), f64x2.mul(im, cos)), 16);
  } else {
    v128.store(to, re);
    v128.store(to, im, 16);
  }
}

/**
 * One pass of Stockham's self-sorting FFT: `length / radix` butterflies for each of `stride` interleaved transforms,
 * from the complex pairs at `x` to those at `y`.
 *
 * @param twiddles (cos, sin) of the powers 1 to radix − 1 for each butterfly.
 * @see Van Loan, "Computational Frameworks for the Fast Fourier Transform", 1992, section 1.7.
 */
export function runPass(radix: i32, x: usize, y: usize, length: i32, stride: i32, twiddles: usize): void {
  if (radix == 8) {
    if (length == 8) passOfEight<Plain>(x, y, length, stride, twiddles);
    else passOfEight<Turned>(x, y, length, stride, twiddles);
  } else if (radix == 4) {
    if (length == 4) passOfFour<Plain>(x, y, length, stride, twiddles);
    else passOfFour<Turned>(x, y, length, stride, twiddles);
  } else if (radix == 5) passOfFive(x, y, length, stride, twiddles);
  else if (radix == 3) passOfThree(x, y, length, stride, twiddles);
  else passOfTwo(x, y, length, stride, twiddles);
}

function passOfTwo(x: usize, y: usize, length: i32, stride: i32, twiddles: usize): void {
  const row = (<usize>stride) << 5;
  const step = row * (length / 2);
  const last = x + step;
  while (x < last) {
    const end = x + row;
    while (x < end) {
      const ar = v128.load(x);
      const ai = v128.load(x, 16);
      const br = v128.load(x + step);
      const bi = v128.load(x + step, 16);
      put<Plain>(y, f64x2.add(ar, br), f64x2.add(ai, bi), 0);
      put<Turned>(y + row, f64x2.sub(ar, br), f64x2.sub(ai, bi), twiddles);
      x += 32;
      y += 32;
    }
    y += row;
    twiddles += 16;
  }
}

function passOfThree(x: usize, y: usize, length: i32, stride: i32, twiddles: usize): void {
  const row = (<usize>stride) << 5;
  const step = row * (length / 3);
  const last = x + step;
  const half = f64x2.splat(0.5);
  const sin60 = f64x2.splat(0.86602540378443864676);
  while (x < last) {
    const end = x + row;
    while (x < end) {
      const ar = v128.load(x);
      const ai = v128.load(x, 16);
      const sr = f64x2.add(v128.load(x + step), v128.load(x + 2 * step));
      const si = f64x2.add(v128.load(x + step, 16), v128.load(x + 2 * step, 16));
      const dr = f64x2.mul(sin60, f64x2.sub(v128.load(x + step), v128.load(x + 2 * step)));
      const di = f64x2.mul(sin60, f64x2.sub(v128.load(x + step, 16), v128.load(x + 2 * step, 16)));
      const mr = f64x2.sub(ar, f64x2.mul(half, sr));
      const mi = f64x2.sub(ai, f64x2.mul(half, si));
      put<Plain>(y, f64x2.add(ar, sr), f64x2.add(ai, si), 0);
      put<Turned>(y + row, f64x2.add(mr, di), f64x2.sub(mi, dr), twiddles);
      put<Turned>(y + 2 * row, f64x2.sub(mr, di), f64x2.add(mi, dr), twiddles + 16);
      x += 32;
      y += 32;
    }
    y += 2 * row;
    twiddles += 32;
  }
}

function passOfFour<T>(x: usize, y: usize, length: i32, stride: i32, twiddles: usize): void {
  const row = (<usize>stride) << 5;
  const step = row * (length / 4);
  const last = x + step;
  while (x < last) {
    const end = x + row;
    while (x < end) {
      const x2 = x + 2 * step;
      const s02r = f64x2.add(v128.load(x), v128.load(x2));
      const d02r = f64x2.sub(v128.load(x), v128.load(x2));
      const s02i = f64x2.add(v128.load(x, 16), v128.load(x2, 16));
      const d02i = f64x2.sub(v128.load(x, 16), v128.load(x2, 16));
      const s13r = f64x2.add(v128.load(x + step), v128.load(x2 + step));
      const d13r = f64x2.sub(v128.load(x + step), v128.load(x2 + step));
      const s13i = f64x2.add(v128.load(x + step, 16), v128.load(x2 + step, 16));
      const d13i = f64x2.sub(v128.load(x + step, 16), v128.load(x2 + step, 16));
      put<Plain>(y, f64x2.add(s02r, s13r), f64x2.add(s02i, s13i), 0);
      put<T>(y + row, f64x2.add(d02r, d13i), f64x2.sub(d02i, d13r), twiddles);
      put<T>(y + 2 * row, f64x2.sub(s02r, s13r), f64x2.sub(s02i, s13i), twiddles + 16);
      put<T>(y + 3 * row, f64x2.sub(d02r, d13i), f64x2.add(d02i, d13r), twiddles + 32);
      x += 32;
      y += 32;
    }
    y += 3 * row;
    twiddles += 48;
  }
}

/** Sums and differences of the two pairs that lie opposite each other; sizes such as 400 and 480 need it. */
function passOfFive(x: usize, y: usize, length: i32, stride: i32, twiddles: usize): void {
  const row = (<usize>stride) << 5;
  const step = row * (length / 5);
  const last = x + step;
  const cos72 = f64x2.splat(0.3090169943749474241);
  const cos144 = f64x2.splat(-0.8090169943749474241);
  const sin72 = f64x2.splat(0.95105651629515357212);
  const sin144 = f64x2.splat(0.58778525229247312917);
  while (x < last) {
    const end = x + row;
    while (x < end) {
      const x2 = x + 2 * step;
      const x4 = x2 + 2 * step;
      const ar = v128.load(x);
      const ai = v128.load(x, 16);
      const s14r = f64x2.add(v128.load(x + step), v128.load(x4));
      const d14r = f64x2.sub(v128.load(x + step), v128.load(x4));
      const s14i = f64x2.add(v128.load(x + step, 16), v128.load(x4, 16));
      const d14i = f64x2.sub(v128.load(x + step, 16), v128.load(x4, 16));
      const s23r = f64x2.add(v128.load(x2), v128.load(x2 + step));
      const d23r = f64x2.sub(v128.load(x2), v128.load(x2 + step));
      const s23i = f64x2.add(v128.load(x2, 16), v128.load(x2 + step, 16));
      const d23i = f64x2.sub(v128.load(x2, 16), v128.load(x2 + step, 16));
      put<Plain>(y, f64x2.add(ar, f64x2.add(s14r, s23r)), f64x2.add(ai, f64x2.add(s14i, s23i)), 0);
      const m1r = f64x2.add(ar, f64x2.add(f64x2.mul(cos72, s14r), f64x2.mul(cos144, s23r)));
      const m1i = f64x2.add(ai, f64x2.add(f64x2.mul(cos72, s14i), f64x2.mul(cos144, s23i)));
      const n1r = f64x2.add(f64x2.mul(sin72, d14r), f64x2.mul(sin144, d23r));
      const n1i = f64x2.add(f64x2.mul(sin72, d14i), f64x2.mul(sin144, d23i));
      put<Turned>(y + row, f64x2.add(m1r, n1i), f64x2.sub(m1i, n1r), twiddles);
      put<Turned>(y + 4 * row, f64x2.sub(m1r, n1i), f64x2.add(m1i, n1r), twiddles + 48);
      const m2r = f64x2.add(ar, f64x2.add(f64x2.mul(cos144, s14r), f64x2.mul(cos72, s23r)));
      const m2i = f64x2.add(ai, f64x2.add(f64x2.mul(cos144, s14i), f64x2.mul(cos72, s23i)));
      const n2r = f64x2.sub(f64x2.mul(sin144, d14r), f64x2.mul(sin72, d23r));
      const n2i = f64x2.sub(f64x2.mul(sin144, d14i), f64x2.mul(sin72, d23i));
      put<Turned>(y + 2 * row, f64x2.add(m2r, n2i), f64x2.sub(m2i, n2r), twiddles + 16);
      put<Turned>(y + 3 * row, f64x2.sub(m2r, n2i), f64x2.add(m2i, n2r), twiddles + 32);
      x += 32;
      y += 32;
    }
    y += 4 * row;
    twiddles += 64;
  }
}

/** Two transforms of length 4, of the even and of the odd samples; those of the odd are turned by eighths. */
function passOfEight<T>(x: usize, y: usize, length: i32, stride: i32, twiddles: usize): void {
  const row = (<usize>stride) << 5;
  const step = row * (length / 8);
  const twoSteps = 2 * step;
  const twoRows = 2 * row;
  const last = x + step;
  const sin45 = f64x2.splat(Math.SQRT1_2);
  while (x < last) {
    const end = x + row;
    while (x < end) {
      const x2 = x + twoSteps;
      const x4 = x2 + twoSteps;
      const x6 = x4 + twoSteps;
      const s04r = f64x2.add(v128.load(x), v128.load(x4));
      const d04r = f64x2.sub(v128.load(x), v128.load(x4));
      const s04i = f64x2.add(v128.load(x, 16), v128.load(x4, 16));
      const d04i = f64x2.sub(v128.load(x, 16), v128.load(x4, 16));
      const s26r = f64x2.add(v128.load(x2), v128.load(x6));
      const d26r = f64x2.sub(v128.load(x2), v128.load(x6));
      const s26i = f64x2.add(v128.load(x2, 16), v128.load(x6, 16));
      const d26i = f64x2.sub(v128.load(x2, 16), v128.load(x6, 16));
      const e0r = f64x2.add(s04r, s26r);
      const e0i = f64x2.add(s04i, s26i);
      const e2r = f64x2.sub(s04r, s26r);
      const e2i = f64x2.sub(s04i, s26i);
      const e1r = f64x2.add(d04r, d26i);
      const e1i = f64x2.sub(d04i, d26r);
      const e3r = f64x2.sub(d04r, d26i);
      const e3i = f64x2.add(d04i, d26r);
      const s15r = f64x2.add(v128.load(x + step), v128.load(x4 + step));
      const d15r = f64x2.sub(v128.load(x + step), v128.load(x4 + step));
      const s15i = f64x2.add(v128.load(x + step, 16), v128.load(x4 + step, 16));
      const d15i = f64x2.sub(v128.load(x + step, 16), v128.load(x4 + step, 16));
      const s37r = f64x2.add(v128.load(x2 + step), v128.load(x6 + step));
      const d37r = f64x2.sub(v128.load(x2 + step), v128.load(x6 + step));
      const s37i = f64x2.add(v128.load(x2 + step, 16), v128.load(x6 + step, 16));
      const d37i = f64x2.sub(v128.load(x2 + step, 16), v128.load(x6 + step, 16));
      const o0r = f64x2.add(s15r, s37r);
      const o0i = f64x2.add(s15i, s37i);
      const o2r = f64x2.sub(s15r, s37r);
      const o2i = f64x2.sub(s15i, s37i);
      const o1r = f64x2.add(d15r, d37i);
      const o1i = f64x2.sub(d15i, d37r);
      const o3r = f64x2.sub(d15r, d37i);
      const o3i = f64x2.add(d15i, d37r);
      const t1r = f64x2.mul(sin45, f64x2.add(o1r, o1i));
      const t1i = f64x2.mul(sin45, f64x2.sub(o1i, o1r));
      const t3r = f64x2.mul(sin45, f64x2.sub(o3i, o3r));
      const t3i = f64x2.mul(sin45, f64x2.add(o3r, o3i));
      put<Plain>(y, f64x2.add(e0r, o0r), f64x2.add(e0i, o0i), 0);
      put<T>(y + row, f64x2.add(e1r, t1r), f64x2.add(e1i, t1i), twiddles);
      const y2 = y + twoRows;
      put<T>(y2, f64x2.add(e2r, o2i), f64x2.sub(e2i, o2r), twiddles + 16);
      put<T>(y2 + row, f64x2.add(e3r, t3r), f64x2.sub(e3i, t3i), twiddles + 32);
      const y4 = y2 + twoRows;
      put<T>(y4, f64x2.sub(e0r, o0r), f64x2.sub(e0i, o0i), twiddles + 48);
      put<T>(y4 + row, f64x2.sub(e1r, t1r), f64x2.sub(e1i, t1i), twiddles + 64);
      const y6 = y4 + twoRows;
      put<T>(y6, f64x2.sub(e2r, o2i), f64x2.add(e2i, o2r), twiddles + 80);
      put<T>(y6 + row, f64x2.sub(e3r, t3r), f64x2.add(e3i, t3i), twiddles + 96);
      x += 32;
      y += 32;
    }
    y += 7 * row;
    twiddles += 112;
  }
}

/**
 * Turns the transform of `half` complex pairs, packed from twice as many real samples that were halved before, into
 * powers of bins 0…half.
 *
 * @param twiddles (cos, sin) of −2π·k / (2·half) for k from 1 to half / 2.
 * @see Press et al., "Numerical Recipes", section 12.3.
 */
export function splitPowers(x: usize, half: i32, twiddles: usize, powers: usize): void {
  let mirror = x + ((<usize>half) << 5);
  let mirrorPower = powers + ((<usize>half) << 4);
  const re = v128.load(x);
  const im = v128.load(x, 16);
  const sum = f64x2.add(re, im);
  const difference = f64x2.sub(re, im);
  const four = f64x2.splat(4);
  v128.store(powers, f64x2.mul(four, f64x2.mul(sum, sum)));
  v128.store(mirrorPower, f64x2.mul(four, f64x2.mul(difference, difference)));
  x += 32;
  powers += 16;
  mirror -= 32;
  mirrorPower -= 16;
  // Bins k and half − k come from the same two values: even ± turned odd.
  while (x <= mirror) {
    const kr = v128.load(x);
    const ki = v128.load(x, 16);
    const mr = v128.load(mirror);
    const mi = v128.load(mirror, 16);
    const er = f64x2.add(kr, mr);
    const ei = f64x2.sub(ki, mi);
    const or = f64x2.add(ki, mi);
    const oi = f64x2.sub(mr, kr);
    const cos = v128.load64_splat(twiddles);
    const sin = v128.load64_splat(twiddles, 8);
    const tr = f64x2.sub(f64x2.mul(or, cos), f64x2.mul(oi, sin));
    const ti = f64x2.add(f64x2.mul(or, sin), f64x2.mul(oi, cos));
    const pr = f64x2.add(er, tr);
    const pi = f64x2.add(ei, ti);
    const nr = f64x2.sub(er, tr);
    const ni = f64x2.sub(ei, ti);
    v128.store(powers, f64x2.add(f64x2.mul(pr, pr), f64x2.mul(pi, pi)));
    v128.store(mirrorPower, f64x2.add(f64x2.mul(nr, nr), f64x2.mul(ni, ni)));
    x += 32;
    powers += 16;
    mirror -= 32;
    mirrorPower -= 16;
    twiddles += 16;
  }
}

/** Takes the square root of `numPairs` pairs, in place. */
export function squareRoots(pairs: usize, numPairs: i32): void {
  const end = pairs + ((<usize>numPairs) << 4);
  for (; pairs < end; pairs += 16) v128.store(pairs, f64x2.sqrt(v128.load(pairs)));
}

/** Writes `numPairs` pairs as one row of float64 for each frame. */
export function separateFrames(pairs: usize, numPairs: i32, first: usize, second: usize): void {
  const end = pairs + ((<usize>numPairs) << 4);
  for (; pairs < end; pairs += 16) {
    const both = v128.load(pairs);
    v128.store64_lane(first, both, 0);
    v128.store64_lane(second, both, 1);
    first += 8;
    second += 8;
  }
}

/**
 * Sums a spectrum into bands, one row of float64 for each frame.
 *
 * @param filters for each band: address of its first bin relative to the spectrum (u32), bytes of its weights (u32), its
 *   weights, filled up with zeros to a multiple of four.
 */
export function applyFilters(
  spectrum: usize,
  filters: usize,
  numBands: i32,
  first: usize,
  second: usize,
): void {
  const endOfRow = first + ((<usize>numBands) << 3);
  while (first < endOfRow) {
    let bin = spectrum + <usize>load<u32>(filters);
    const end = filters + 8 + <usize>load<u32>(filters, 4);
    filters += 8;
    // Two sums, because each addition would wait for the one before.
    let even = f64x2.splat(0);
    let odd = f64x2.splat(0);
    while (filters < end) {
      even = f64x2.add(even, f64x2.mul(v128.load64_splat(filters), v128.load(bin)));
      odd = f64x2.add(odd, f64x2.mul(v128.load64_splat(filters, 8), v128.load(bin, 16)));
      even = f64x2.add(even, f64x2.mul(v128.load64_splat(filters, 16), v128.load(bin, 32)));
      odd = f64x2.add(odd, f64x2.mul(v128.load64_splat(filters, 24), v128.load(bin, 48)));
      filters += 32;
      bin += 64;
    }
    const sum = f64x2.add(even, odd);
    v128.store64_lane(first, sum, 0);
    v128.store64_lane(second, sum, 1);
    first += 8;
    second += 8;
  }
}

/** Coefficients of 2 · artanh(s) / s in powers of s², the highest first. In memory, because a constant costs more than a load. */
const series = memory.data<f64>([
  2.0 / 21,
  2.0 / 19,
  2.0 / 17,
  2.0 / 15,
  2.0 / 13,
  2.0 / 11,
  2.0 / 9,
  2.0 / 7,
  2.0 / 5,
  2.0 / 3,
  2.0,
]);

/**
 * Replaces `numValues` float64 values v by factor · ln(max(v + add, least)) − offset.
 *
 * ln(2^k · m), with m between √½ and √2, is k · ln 2 + 2 · artanh((m − 1) / (m + 1)); the series ends below 2^−53.
 *
 * @param least a normal number greater than 0.
 * @param numValues an even number.
 */
export function logarithms(
  values: usize,
  numValues: i32,
  add: f64,
  least: f64,
  factor: f64,
  offset: f64,
): void {
  const end = values + ((<usize>numValues) << 3);
  const adds = f64x2.splat(add);
  const leasts = f64x2.splat(least);
  const factors = f64x2.splat(factor);
  const offsets = f64x2.splat(offset);
  const ln2 = f64x2.splat(0.69314718055994530942);
  const one = f64x2.splat(1);
  // Bits of √½, moved by 1,024 exponents so that the shifted exponent is never negative.
  const toExponent = i64x2.splat(0x4000000000000000 - 0x3fe6a09e667f3bcd);
  const exponentBits = i64x2.splat(0xfff0000000000000);
  const bias = i64x2.splat(0x4000000000000000);
  // An integer in the low bits of 2^52 makes the double 2^52 + integer.
  const magicBits = i64x2.splat(0x4330000000000000);
  const magic = f64x2.splat(4503599627370496 + 1024);
  for (; values < end; values += 16) {
    const value = f64x2.pmax(f64x2.add(v128.load(values), adds), leasts);
    const moved = i64x2.add(value, toExponent);
    const exponent = f64x2.sub(v128.or(i64x2.shr_u(moved, 52), magicBits), magic);
    const m = i64x2.add(i64x2.sub(value, v128.and(moved, exponentBits)), bias);
    const s = f64x2.div(f64x2.sub(m, one), f64x2.add(m, one));
    const z = f64x2.mul(s, s);
    // Even and odd powers of s² apart: two short chains instead of a long one.
    const zz = f64x2.mul(z, z);
    let even = v128.load64_splat(series);
    let odd = v128.load64_splat(series, 8);
    even = f64x2.add(f64x2.mul(even, zz), v128.load64_splat(series, 16));
    odd = f64x2.add(f64x2.mul(odd, zz), v128.load64_splat(series, 24));
    even = f64x2.add(f64x2.mul(even, zz), v128.load64_splat(series, 32));
    odd = f64x2.add(f64x2.mul(odd, zz), v128.load64_splat(series, 40));
    even = f64x2.add(f64x2.mul(even, zz), v128.load64_splat(series, 48));
    odd = f64x2.add(f64x2.mul(odd, zz), v128.load64_splat(series, 56));
    even = f64x2.add(f64x2.mul(even, zz), v128.load64_splat(series, 64));
    odd = f64x2.add(f64x2.mul(odd, zz), v128.load64_splat(series, 72));
    even = f64x2.add(f64x2.mul(even, zz), v128.load64_splat(series, 80));
    const sum = f64x2.add(even, f64x2.mul(odd, z));
    const ln = f64x2.add(f64x2.mul(exponent, ln2), f64x2.mul(s, sum));
    // A number minus itself adds nothing; NaN stays NaN.
    const result = f64x2.add(f64x2.sub(f64x2.mul(factors, ln), offsets), f64x2.sub(value, value));
    v128.store(values, result);
  }
}

/** Rounds `numValues` float64 to float32, packed from the same address on. `numValues` is a multiple of four. */
export function roundToFloat32(values: usize, numValues: i32): void {
  const end = values + ((<usize>numValues) << 3);
  let output = values;
  for (; values < end; values += 32) {
    const low = f32x4.demote_f64x2_zero(v128.load(values));
    const high = f32x4.demote_f64x2_zero(v128.load(values, 16));
    v128.store(output, v128.shuffle<f64>(low, high, 0, 2));
    output += 16;
  }
}

/**
 * Writes every so manyth output of a polyphase filter as float32, four at a time: each tap is read once for all of them.
 *
 * @param input float64, from the sample under the first tap of the first output on.
 * @param inputStep from one output's samples to the next one's.
 * @param taps float64.
 * @param numTaps an even number.
 * @param outputStep from one output to the next.
 * @param numOutputs a multiple of four.
 */
export function filterPhase(
  input: usize,
  inputStep: usize,
  taps: usize,
  numTaps: i32,
  output: usize,
  outputStep: usize,
  numOutputs: i32,
): void {
  const endOfTaps = taps + ((<usize>numTaps) << 3);
  for (; numOutputs > 0; numOutputs -= 4) {
    let sum0 = f64x2.splat(0);
    let sum1 = f64x2.splat(0);
    let sum2 = f64x2.splat(0);
    let sum3 = f64x2.splat(0);
    let x0 = input;
    if (inputStep == 8) {
      // Outputs lie on neighbouring samples: what one output sees is what another saw two taps before.
      let pair0 = v128.load(x0);
      let pair1 = v128.load(x0, 8);
      for (let tap = taps; tap < endOfTaps; tap += 16) {
        const pair = v128.load(tap);
        const pair2 = v128.load(x0, 16);
        const pair3 = v128.load(x0, 24);
        sum0 = f64x2.add(sum0, f64x2.mul(pair, pair0));
        sum1 = f64x2.add(sum1, f64x2.mul(pair, pair1));
        sum2 = f64x2.add(sum2, f64x2.mul(pair, pair2));
        sum3 = f64x2.add(sum3, f64x2.mul(pair, pair3));
        pair0 = pair2;
        pair1 = pair3;
        x0 += 16;
      }
    } else {
      let x1 = x0 + inputStep;
      let x2 = x1 + inputStep;
      let x3 = x2 + inputStep;
      for (let tap = taps; tap < endOfTaps; tap += 16) {
        const pair = v128.load(tap);
        sum0 = f64x2.add(sum0, f64x2.mul(pair, v128.load(x0)));
        sum1 = f64x2.add(sum1, f64x2.mul(pair, v128.load(x1)));
        sum2 = f64x2.add(sum2, f64x2.mul(pair, v128.load(x2)));
        sum3 = f64x2.add(sum3, f64x2.mul(pair, v128.load(x3)));
        x0 += 16;
        x1 += 16;
        x2 += 16;
        x3 += 16;
      }
    }
    input += 4 * inputStep;
    store<f32>(output, sumOf(sum0));
    store<f32>(output + outputStep, sumOf(sum1));
    store<f32>(output + 2 * outputStep, sumOf(sum2));
    store<f32>(output + 3 * outputStep, sumOf(sum3));
    output += 4 * outputStep;
  }
}

function sumOf(pair: v128): f32 {
  return <f32>(f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1));
}
