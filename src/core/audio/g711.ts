/**
 * Expands one A-law byte to a 16-bit sample.
 *
 * @see ITU-T Recommendation G.711 (1988), tables 1a and 1b.
 */
export function expandALaw(byte: number): number {
  // Every other bit is turned over on the line.
  const code = byte ^ 0x55;
  const exponent = (code >> 4) & 7;
  const mantissa = ((code & 15) << 4) + 8;
  const magnitude = exponent === 0 ? mantissa : (mantissa + 256) << (exponent - 1);
  return (code & 0x80) === 0 ? -magnitude : magnitude;
}

/**
 * Expands one µ-law byte to a 16-bit sample.
 *
 * @see ITU-T Recommendation G.711 (1988), tables 2a and 2b.
 */
export function expandMuLaw(byte: number): number {
  const code = ~byte & 0xff;
  const exponent = (code >> 4) & 7;
  const magnitude = ((((code & 15) << 3) + 132) << exponent) - 132;
  return (code & 0x80) === 0 ? magnitude : -magnitude;
}
