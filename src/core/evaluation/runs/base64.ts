import { invalidRun } from './invalid-run.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const valueOf = new Uint8Array(128).fill(255);
for (let i = 0; i < 64; i++) valueOf[alphabet.charCodeAt(i)] = i;
/** Characters at once: joining them one by one would make a deep rope of strings. */
const chunkLength = 8192;

/** Writes bytes as Base64 with padding (RFC 4648 §4). `core` has no `btoa`. */
export function encodeBase64(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let first = 0; first < bytes.length; first += (chunkLength / 4) * 3)
    parts.push(encodeChunk(bytes.subarray(first, first + (chunkLength / 4) * 3)));
  return parts.join('');
}

function encodeChunk(bytes: Uint8Array): string {
  const codes: number[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(i, i + 3);
    const four = [a >> 2, ((a & 3) << 4) | (b >> 4), ((b & 15) << 2) | (c >> 6), c & 63];
    for (const value of four) codes.push(alphabet.charCodeAt(value));
  }
  const missing = (3 - (bytes.length % 3)) % 3;
  return String.fromCharCode(...codes.slice(0, codes.length - missing)) + '='.repeat(missing);
}

/** @throws PhonoscopeError `run-invalid` for text that is no Base64. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  if (text.length % 4 !== 0) throw invalidRun('numbers that are cut short');
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  for (let i = 0, at = 0; i < text.length; i += 4) {
    const isLast = i + 4 === text.length;
    let bits = 0;
    for (let j = 0; j < 4; j++) {
      const value = isLast && j >= 4 - padding ? 0 : (valueOf[text.charCodeAt(i + j)] ?? 255);
      if (value > 63) throw invalidRun('numbers that are damaged');
      bits = (bits << 6) | value;
    }
    for (let shift = 16; shift >= 0 && at < bytes.length; shift -= 8) bytes[at++] = (bits >> shift) & 255;
  }
  return bytes;
}
