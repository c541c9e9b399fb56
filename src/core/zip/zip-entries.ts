import { Inflate, strFromU8 } from 'fflate';
import { PhonoscopeError } from '../errors.ts';

/** A file in a zip, as the list at the zip's end describes it. Sizes in bytes. */
export type ZipEntry = {
  readonly name: string;
  readonly isEncrypted: boolean;
  /** 0 = stored, 8 = deflated. */
  readonly method: number;
  readonly crc32: number;
  readonly packedSize: number;
  readonly size: number;
  /** Where its own header begins. */
  readonly headerAt: number;
};

const maxNameBytes = 1000;
/** Deflate makes at most 1032 bytes of one: 2 MB come out before anybody looks. */
const inflateStep = 2048;

const endSignature = 0x06054b50;
const endSize = 22;
const maxCommentSize = 65_535;
const entrySignature = 0x02014b50;
const entrySize = 46;
const headerSignature = 0x04034b50;
const headerSize = 30;

/** The end of a zip in which its list begins or at least ends; longer ones are rare. */
export const zipTailBytes = endSize + maxCommentSize;

/**
 * Where the list of files begins.
 *
 * @param tail the last bytes of the zip, which end with it.
 * @throws PhonoscopeError `zip-unreadable` when it is no zip or is cut short.
 */
export function zipListAt(tail: Uint8Array): number {
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  return view.getUint32(findEnd(view) + 16, true);
}

/**
 * Lists the files in a zip without unpacking any. Zips in a zip do not confuse it: it goes by the list at the end.
 *
 * @param bytes the zip, or the end of it.
 * @param startAt where in the zip `bytes` begin.
 * @throws PhonoscopeError `zip-unreadable` when it is no zip, is cut short, or holds too many files or a name twice.
 * @see PKWARE's APPNOTE.TXT 6.3.10; no zip64 and no multiple disks.
 */
export function listZipEntries(bytes: Uint8Array, maxEntries: number, startAt = 0): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const endAt = findEnd(view);
  const numEntries = view.getUint16(endAt + 10, true);
  if (numEntries > maxEntries) throw unreadableZip(`it holds more than ${maxEntries} files`);
  const names = new Set<string>();
  const entries: ZipEntry[] = [];
  let at = view.getUint32(endAt + 16, true) - startAt;
  for (let index = 0; index < numEntries; index++) {
    if (at < 0 || at + entrySize > endAt || view.getUint32(at, true) !== entrySignature) {
      throw unreadableZip('the list of files in the zip is damaged');
    }
    const entry = entryAt(bytes, view, at);
    if (names.has(entry.name)) throw unreadableZip(`the file ${quoted(entry.name)} occurs twice`);
    names.add(entry.name);
    entries.push(entry);
    const numVariable = [28, 30, 32].reduce((sum, field) => sum + view.getUint16(at + field, true), 0);
    at += entrySize + numVariable;
  }
  return entries;
}

function findEnd(view: DataView): number {
  const size = view.byteLength;
  if (size === 0) throw unreadableZip('it is empty');
  for (let at = size - endSize; at >= Math.max(0, size - endSize - maxCommentSize); at--) {
    if (view.getUint32(at, true) === endSignature) return at;
  }
  const beginsAsZip = size >= 4 && view.getUint32(0, true) === headerSignature;
  throw unreadableZip(beginsAsZip ? 'it is cut short' : 'it is no zip file');
}

function entryAt(bytes: Uint8Array, view: DataView, at: number): ZipEntry {
  const flags = view.getUint16(at + 8, true);
  const numNameBytes = view.getUint16(at + 28, true);
  const isUtf8 = (flags & 0x800) !== 0;
  const name = strFromU8(bytes.subarray(at + entrySize, at + entrySize + numNameBytes), !isUtf8);
  if (numNameBytes > maxNameBytes) throw unreadableZip(`a file in it has a name of ${numNameBytes} bytes`);
  return {
    name,
    isEncrypted: (flags & 1) !== 0,
    method: view.getUint16(at + 10, true),
    crc32: view.getUint32(at + 16, true),
    packedSize: view.getUint32(at + 20, true),
    size: view.getUint32(at + 24, true),
    headerAt: view.getUint32(at + 42, true),
  };
}

/** Whether a name leads out of the folder it would be unpacked to: absolute paths, drive letters, backslashes, `..`; or is none. */
export function leadsOutOfZip(name: string): boolean {
  return /^\/|^[a-z]:|[\\\p{Cc}]/iu.test(name) || name.split('/').includes('..');
}

/** A name for a sentence: short, and without anything that a terminal would obey. */
export function quoted(name: string): string {
  return JSON.stringify(name.length > 60 ? `${name.slice(0, 60)}…` : name);
}

/**
 * Unpacks one file, to no more bytes than its entry states.
 *
 * @returns a copy; the zip may go.
 * @throws PhonoscopeError `zip-unreadable` when it is encrypted, packed in an unknown way, cut short or damaged.
 */
export function readZipEntry(bytes: Uint8Array, entry: ZipEntry): Uint8Array<ArrayBuffer> {
  const { name, isEncrypted, method, size } = entry;
  if (isEncrypted) throw unreadableZip(`${name} is encrypted`);
  if (method !== 0 && method !== 8) throw unreadableZip(`${name} is packed in an unknown way (${method})`);
  const packed = packedBytes(bytes, entry);
  const contents = method === 0 ? Uint8Array.from(packed) : inflate(packed, entry);
  if (contents.length !== size) throw unreadableZip(`${name} has another size than the zip states`);
  if (crc32(contents) !== entry.crc32) throw unreadableZip(`${name} is damaged: its checksum is wrong`);
  return contents;
}

function packedBytes(bytes: Uint8Array, { name, headerAt, packedSize }: ZipEntry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isThere = headerAt + headerSize <= bytes.length && view.getUint32(headerAt, true) === headerSignature;
  if (!isThere) throw unreadableZip(`${name} is not where the zip states`);
  const numVariable = view.getUint16(headerAt + 26, true) + view.getUint16(headerAt + 28, true);
  const at = headerAt + headerSize + numVariable;
  if (at + packedSize > bytes.length) throw unreadableZip(`${name} is cut short`);
  return bytes.subarray(at, at + packedSize);
}

function inflate(packed: Uint8Array, { name, size }: ZipEntry): Uint8Array<ArrayBuffer> {
  const contents = new Uint8Array(size);
  let length = 0;
  const inflater = new Inflate((part) => {
    if (length + part.length > size) throw unreadableZip(`${name} is larger than the zip states`);
    contents.set(part, length);
    length += part.length;
  });
  for (let at = 0; at < packed.length; at += inflateStep) {
    const isLast = at + inflateStep >= packed.length;
    const before = length;
    pushPart(inflater, packed.subarray(at, at + inflateStep), isLast, name);
    // After the end of the packed data the inflater would only collect what it is given, ever more slowly.
    if (length === before && !isLast) throw unreadableZip(`${name} is damaged`);
  }
  return contents.subarray(0, length);
}

function pushPart(inflater: Inflate, part: Uint8Array, isLast: boolean, name: string): void {
  try {
    inflater.push(part, isLast);
  } catch (thrown) {
    if (thrown instanceof PhonoscopeError) throw thrown;
    throw unreadableZip(`${name} is damaged`);
  }
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 0 ? crc >>> 1 : (crc >>> 1) ^ 0xedb88320;
  return crc;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let at = 0; at < bytes.length; at++) crc = (crc >>> 8) ^ crcTable[(crc ^ bytes[at]!) & 255]!;
  return ~crc >>> 0;
}

/** `reason` completes "The zip file cannot be used: …". */
export function unreadableZip(reason: string): PhonoscopeError {
  return new PhonoscopeError('zip-unreadable', `The zip file cannot be used: ${reason}.`, { reason });
}
