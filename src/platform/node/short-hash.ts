import { createHash } from 'node:crypto';

/** The first six bytes of a file's SHA-256, as hexadecimal digits. */
export function shortHash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 12);
}
