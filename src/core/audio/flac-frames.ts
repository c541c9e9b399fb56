/** What the first block of a FLAC file says; `numSamples` is 0 where the writer did not know. */
export type FlacInfo = {
  readonly sampleRateHz: number;
  readonly numChannels: number;
  readonly numSamples: number;
};

/** One frame of a FLAC file: its bytes (a view) and how many samples each channel has. */
export type FlacFrame = { readonly bytes: Uint8Array; readonly numSamples: number };

/** Where sound starts, or null where the file's head is broken. */
export type FlacHead = { readonly info: FlacInfo; readonly firstFrame: number };

/**
 * Reads the head of a FLAC file.
 *
 * @see RFC 9639, section 8.
 */
export function readFlacHead(bytes: Uint8Array): FlacHead | null {
  // "fLaC", then blocks of: one byte (last?, type), three of length. The first block has 34 bytes and type 0.
  if (bytes.length < 42 || (bytes[4]! & 0x7f) !== 0 || blockLength(bytes, 4) !== 34) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const rates = view.getUint32(18);
  const info = {
    sampleRateHz: rates >>> 12,
    numChannels: ((rates >>> 9) & 7) + 1,
    numSamples: (view.getUint8(21) & 15) * 2 ** 32 + view.getUint32(22),
  };
  let at = 4;
  let isLast = false;
  while (!isLast) {
    if (at + 4 > bytes.length) return null;
    isLast = (bytes[at]! & 0x80) !== 0;
    at += 4 + blockLength(bytes, at);
  }
  return { info, firstFrame: at };
}

function blockLength(bytes: Uint8Array, at: number): number {
  return bytes[at + 1]! * 65_536 + bytes[at + 2]! * 256 + bytes[at + 3]!;
}

/**
 * Cuts a FLAC file into frames: from one frame header to the next, where the checksum fits. Each byte is looked at
 * once, so that no file takes long. Stops at the first damaged frame.
 *
 * @see RFC 9639, section 9.
 */
export function* flacFrames(bytes: Uint8Array, firstFrame: number): Generator<FlacFrame, void> {
  let start = firstFrame;
  let numSamples = blockSize(bytes, start);
  let crc = 0;
  for (let at = start; at < bytes.length && numSamples > 0; at++) {
    // The checksum over a whole frame, itself included, is 0.
    const next = at > start && crc === 0 ? blockSize(bytes, at) : 0;
    if (next > 0) {
      yield { bytes: bytes.subarray(start, at), numSamples };
      start = at;
      numSamples = next;
    }
    crc = ((crc << 8) & 0xffff) ^ crc16Table[(crc >> 8) ^ bytes[at]!]!;
  }
  if (crc === 0 && numSamples > 0 && start < bytes.length) yield { bytes: bytes.subarray(start), numSamples };
}

/** Samples a channel of the frame that starts at `at`; 0 where no frame header with a right checksum starts there. */
function blockSize(bytes: Uint8Array, at: number): number {
  if (bytes[at] !== 0xff || (bytes[at + 1]! & 0xfe) !== 0xf8) return 0;
  const sizeCode = bytes[at + 2]! >> 4;
  const rateCode = bytes[at + 2]! & 15;
  // Zeros that lead the first byte of the frame's number tell how many bytes it has, as in UTF-8.
  const lead = Math.clz32(~bytes[at + 4]! << 24);
  if (sizeCode === 0 || rateCode === 15 || lead === 1 || lead > 7) return 0;
  let end = at + 4 + Math.max(1, lead);
  const written = sizeCode === 6 ? bytes[end]! + 1 : bytes[end]! * 256 + bytes[end + 1]! + 1;
  if (sizeCode === 6 || sizeCode === 7) end += sizeCode - 5;
  if (rateCode >= 12) end += rateCode === 12 ? 1 : 2;
  if (end >= bytes.length) return 0;
  let crc = 0;
  for (let i = at; i < end; i++) crc = crc8Table[crc ^ bytes[i]!]!;
  if (crc !== bytes[end]!) return 0;
  if (sizeCode === 1) return 192;
  if (sizeCode <= 5) return 144 << sizeCode;
  return sizeCode <= 7 ? written : 1 << sizeCode;
}

/** Checksums of one byte; x⁸ + x² + x + 1 and x¹⁶ + x¹⁵ + x² + 1. */
const crc8Table = crcTable(8, 0x07);
const crc16Table = crcTable(16, 0x8005);

function crcTable(numBits: 8 | 16, polynomial: number): Uint16Array {
  const top = 1 << (numBits - 1);
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    let crc = byte << (numBits - 8);
    for (let bit = 0; bit < 8; bit++) crc = (crc & top) === 0 ? crc << 1 : (crc << 1) ^ polynomial;
    return crc & (2 ** numBits - 1);
  });
}
