/** Rounds numbers to half precision, to the nearest and to even between two; too large ones become infinite. */
export function encodeFloat16(values: Float32Array): Uint16Array {
  const bits = new Uint32Array(Float32Array.from(values).buffer);
  return Uint16Array.from(bits, toHalf);
}

/** Reads numbers of half precision. */
export function decodeFloat16(halves: Uint16Array): Float32Array {
  return Float32Array.from(halves, fromHalf);
}

function toHalf(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 112;
  const fraction = bits & 0x7fffff;
  if (exponent >= 31) {
    const isNan = exponent === 143 && fraction !== 0;
    return sign | 0x7c00 | (isNan ? 0x200 : 0);
  }
  if (exponent > 0) return sign + roundToEven((exponent << 23) | fraction, 13);
  // Subnormal: the hidden bit becomes visible and moves right.
  if (exponent < -10) return sign;
  return sign + roundToEven(fraction | 0x800000, 14 - exponent);
}

function roundToEven(value: number, shift: number): number {
  const half = 2 ** (shift - 1);
  const rest = value & (2 ** shift - 1);
  const kept = value >>> shift;
  return rest > half || (rest === half && (kept & 1) === 1) ? kept + 1 : kept;
}

function fromHalf(half: number): number {
  const sign = (half & 0x8000) === 0 ? 1 : -1;
  const exponent = (half >>> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : Number.NaN;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
