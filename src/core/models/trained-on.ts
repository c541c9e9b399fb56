import * as v from 'valibot';
import { compareByCodePoint } from '../dataset/code-point-order.ts';
import { speakerFromFileName } from '../dataset/speaker-from-file-name.ts';
import { decodeBase64, encodeBase64 } from '../evaluation/runs/base64.ts';

const maxSpeakers = 2000;
const maxFiles = 100_000;
/** A file's hash: the first six bytes of its SHA-256. */
const bytesPerHash = 6;
/** Six bytes are eight characters of Base64, without padding. */
const charactersPerHash = 8;
const hashPattern = /^[0-9a-f]{12}$/;

const speaker = v.pipe(v.string(), v.minLength(1), v.maxLength(100), v.regex(/^\P{Cc}*$/u));

/** What a card says of the clips that its model was trained on, so that an evaluation on the same can be told. */
export const trainedOnSchema = v.strictObject({
  /** As file names give them, in the order of code points. */
  speakers: v.pipe(v.array(speaker), v.maxLength(maxSpeakers, `more than ${maxSpeakers} speakers`)),
  /** The hashes of the files, ascending, one after the other in Base64. */
  files: v.pipe(
    v.string(),
    v.maxLength(maxFiles * charactersPerHash, `more than ${maxFiles} files`),
    v.check((text) => text.length % charactersPerHash === 0, 'hashes that are cut short'),
    v.regex(/^[A-Za-z0-9+/]*$/, 'hashes that are no Base64'),
    v.check((text) => isAscending(decodeFileHashes(text)), 'hashes out of order'),
  ),
});

export type TrainedOn = Readonly<v.InferOutput<typeof trainedOnSchema>>;

/** A clip as far as a card tells of it; `hash` has twelve hexadecimal digits, null where nobody knows it. */
export type HashedClip = { readonly path: string; readonly hash: string | null };

/**
 * Sums up the clips of a training for the card: who speaks in them, and the hashes of their files. Of more files or
 * speakers than a card may name, the first ones are kept.
 *
 * @param startedFrom of the model that the training started from: what that one heard is in this one as well.
 * @returns undefined where neither is known.
 */
export function describeTrainingClips(
  clips: readonly HashedClip[],
  startedFrom: TrainedOn = { speakers: [], files: '' },
): TrainedOn | undefined {
  const speakers = new Set([...startedFrom.speakers, ...clips.map(({ path }) => speakerFromFileName(path))]);
  const named = [...speakers].filter((name) => v.is(speaker, name)).sort(compareByCodePoint);
  const hashes = new Set([
    ...decodeFileHashes(startedFrom.files),
    ...clips.map(({ hash }) => parseFileHash(hash)),
  ]);
  const known = Float64Array.from([...hashes].filter((hash) => hash !== null)).sort();
  if (named.length === 0 && known.length === 0) return undefined;
  return { speakers: named.slice(0, maxSpeakers), files: encodeFileHashes(known.subarray(0, maxFiles)) };
}

/** Reads a hash as a number below 2^48; null for what is none. */
export function parseFileHash(hash: string | null): number | null {
  return hash !== null && hashPattern.test(hash) ? Number.parseInt(hash, 16) : null;
}

/** The numbers of {@link parseFileHash} that a card holds. */
export function decodeFileHashes(files: string): Float64Array {
  const bytes = decodeBase64(files);
  const view = new DataView(bytes.buffer);
  return Float64Array.from(
    { length: bytes.length / bytesPerHash },
    (_, i) => view.getUint16(i * bytesPerHash) * 2 ** 32 + view.getUint32(i * bytesPerHash + 2),
  );
}

function encodeFileHashes(hashes: Float64Array): string {
  const bytes = new Uint8Array(hashes.length * bytesPerHash);
  const view = new DataView(bytes.buffer);
  hashes.forEach((hash, i) => {
    view.setUint16(i * bytesPerHash, Math.floor(hash / 2 ** 32));
    view.setUint32(i * bytesPerHash + 2, hash % 2 ** 32);
  });
  return encodeBase64(bytes);
}

function isAscending(hashes: Float64Array): boolean {
  return hashes.every((hash, i) => i === 0 || (hashes[i - 1] ?? 0) < hash);
}
