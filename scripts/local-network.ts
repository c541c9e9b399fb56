import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import { generate } from 'selfsigned';

/** What a server needs to speak HTTPS; both as PEM. */
export type Certificate = { readonly key: string; readonly cert: string };

const validDays = 30;
/** A certificate is used again while it is good for a whole day of workshop. */
const leastDaysLeft = 2;
const dayMs = 24 * 3600 * 1000;

/** The IPv4 addresses under which other machines of the local network find this one. */
export function localAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address);
}

/**
 * Makes a certificate for these addresses, or takes the one made before: browsers ask once for each.
 *
 * Nobody vouches for it; browsers warn, and people have to go on by hand.
 */
export async function openCertificate(folder: string, addresses: readonly string[]): Promise<Certificate> {
  const files = { key: join(folder, 'key.pem'), cert: join(folder, 'cert.pem') };
  const kept = readCertificate(files);
  if (kept !== null && isGoodFor(kept, addresses)) return kept;
  const notBeforeDate = new Date(Date.now() - dayMs);
  const made = await generate([{ name: 'commonName', value: 'Phonoscope' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate,
    notAfterDate: new Date(Date.now() + validDays * dayMs),
    extensions: [
      { name: 'basicConstraints', cA: false },
      {
        name: 'subjectAltName',
        altNames: [{ type: 2, value: 'localhost' }, ...addresses.map((ip) => ({ type: 7, ip }) as const)],
      },
    ],
  });
  const certificate = { key: made.private, cert: made.cert };
  mkdirSync(folder, { recursive: true });
  writeFileSync(files.key, certificate.key, { mode: 0o600 });
  writeFileSync(files.cert, certificate.cert);
  return certificate;
}

function readCertificate(files: { key: string; cert: string }): Certificate | null {
  try {
    return { key: readFileSync(files.key, 'utf8'), cert: readFileSync(files.cert, 'utf8') };
  } catch {
    return null;
  }
}

function isGoodFor({ cert }: Certificate, addresses: readonly string[]): boolean {
  try {
    const parsed = new X509Certificate(cert);
    const isFresh = new Date(parsed.validTo).getTime() > Date.now() + leastDaysLeft * dayMs;
    return isFresh && addresses.every((address) => parsed.checkIP(address) !== undefined);
  } catch {
    return false;
  }
}
