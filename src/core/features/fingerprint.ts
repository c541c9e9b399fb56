import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import canonicalize from 'canonicalize';
import type { FrontEnd } from './front-end.ts';

/**
 * Names a front end: SHA-256, in hex, of its RFC 8785 JSON with every field filled in and without data-set statistics.
 * Two front ends with the same fingerprint give the same features.
 */
export function fingerprint(frontEnd: FrontEnd): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalize(frontEnd) ?? '')));
}
