import { bytesToHex } from '@noble/hashes/utils.js';

/** Enough to tell a million files apart: one chance in five hundred that any two of them share it. */
const numHashBytes = 6;

/**
 * The first six bytes of a file's SHA-256, as hexadecimal digits; the browser's own threads take it.
 *
 * @param bytes null where there was no file.
 * @returns null on a page without a secure origin as well, where browsers give nothing to hash with.
 */
export async function hashFile(bytes: Uint8Array<ArrayBuffer> | null): Promise<string | null> {
  const { subtle }: Partial<Crypto> = crypto;
  if (bytes === null || subtle === undefined) return null;
  return bytesToHex(new Uint8Array(await subtle.digest('SHA-256', bytes), 0, numHashBytes));
}
