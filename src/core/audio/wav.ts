import { PhonoscopeError } from '../errors.ts';
import type { Audio, AudioNote } from './audio.ts';
import { expandALaw, expandMuLaw } from './g711.ts';
import { maxRateHz, minRateHz } from './rates.ts';

const maxChannels = 8;
/** Files of floats may be scaled as integers of 32 bits; far beyond, squares overflow float32. */
const maxAmplitude = 1e10;
/** WAVE_FORMAT_EXTENSIBLE: the real format is in the first two bytes of its sub-format GUID. */
const extensibleTag = 0xfffe;
const formatTags = new Map([
  [1, 'pcm'],
  [3, 'float'],
  [6, 'A-law'],
  [7, 'µ-law'],
]);
const readableBits = new Map([
  ['pcm', [8, 16, 24, 32]],
  ['float', [32, 64]],
  ['A-law', [8]],
  ['µ-law', [8]],
]);
const formatNames = new Map([
  [2, 'Microsoft ADPCM'],
  [17, 'IMA ADPCM'],
  [80, 'MPEG'],
  [85, 'MP3'],
]);

type Chunk = { readonly start: number; readonly declaredBytes: number; readonly presentBytes: number };
type Format = {
  readonly encoding: string;
  readonly numChannels: number;
  readonly sampleRateHz: number;
  readonly bitsPerSample: number;
};

/**
 * Decodes a RIFF/WAVE file: PCM of 8, 16, 24 or 32 bits, float of 32 or 64, A-law and µ-law, up to 8 channels.
 *
 * A file that ends before its header says is read as far as it goes, with a note. Allocates no more than
 * the bytes that are present can fill.
 *
 * @returns channels scaled so that full scale is ±1.
 * @throws PhonoscopeError `audio-empty-file`, `audio-not-wav`, `audio-broken-header`,
 *   `audio-unsupported-encoding`, `audio-bad-rate`, `audio-no-samples`, `audio-undecodable` (NaN, infinite or absurdly large samples).
 * @see Microsoft and IBM, "Multimedia Programming Interface and Data Specifications 1.0", 1991.
 */
export function decodeWav(bytes: Uint8Array): Audio {
  if (bytes.length === 0) throw new PhonoscopeError('audio-empty-file', 'The file is empty (0 bytes).');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const container = readTag(view, 0);
  if (container === 'RF64') throw unsupported('RF64');
  if (container !== 'RIFF' || readTag(view, 8) !== 'WAVE') {
    throw new PhonoscopeError('audio-not-wav', 'This is not a WAV file: it does not start with RIFF/WAVE.');
  }
  const chunks = findChunks(view);
  const formatChunk = chunks.get('fmt ');
  if (formatChunk === undefined || formatChunk.presentBytes < 16) {
    throw new PhonoscopeError(
      'audio-broken-header',
      'The WAV header is broken: it has no complete "fmt " part.',
      {
        part: 'fmt',
      },
    );
  }
  const format = readFormat(view, formatChunk);
  const data = chunks.get('data');
  const bytesPerFrame = (format.numChannels * format.bitsPerSample) / 8;
  const numFrames = data === undefined ? 0 : Math.floor(data.presentBytes / bytesPerFrame);
  if (data === undefined || numFrames === 0) {
    throw new PhonoscopeError('audio-no-samples', 'The WAV file has a header but no samples.');
  }
  return {
    sampleRateHz: format.sampleRateHz,
    channels: readChannels(view, data.start, numFrames, format),
    notes: truncationNotes(data, numFrames, bytesPerFrame),
  };
}

function readTag(view: DataView, offset: number): string {
  if (offset + 4 > view.byteLength) return '';
  return String.fromCharCode(
    view.getUint8(offset),
    view.getUint8(offset + 1),
    view.getUint8(offset + 2),
    view.getUint8(offset + 3),
  );
}

/** Walks the chunks in any order; the first of each name counts. Chunks start at even offsets. */
function findChunks(view: DataView): Map<string, Chunk> {
  const chunks = new Map<string, Chunk>();
  let offset = 12;
  while (offset + 8 <= view.byteLength) {
    const tag = readTag(view, offset);
    const declaredBytes = view.getUint32(offset + 4, true);
    const start = offset + 8;
    const presentBytes = Math.min(declaredBytes, view.byteLength - start);
    if (!chunks.has(tag)) chunks.set(tag, { start, declaredBytes, presentBytes });
    offset = start + declaredBytes + (declaredBytes % 2);
  }
  return chunks;
}

function readFormat(view: DataView, chunk: Chunk): Format {
  const at = chunk.start;
  const outerTag = view.getUint16(at, true);
  const isExtensible = outerTag === extensibleTag && chunk.presentBytes >= 26;
  const tag = isExtensible ? view.getUint16(at + 24, true) : outerTag;
  const numChannels = view.getUint16(at + 2, true);
  const sampleRateHz = view.getUint32(at + 4, true);
  const bitsPerSample = view.getUint16(at + 14, true);
  const encoding = formatTags.get(tag);
  if (encoding === undefined || readableBits.get(encoding)?.includes(bitsPerSample) !== true) {
    throw unsupported(
      encoding === undefined ? (formatNames.get(tag) ?? `format ${tag}`) : `${bitsPerSample}-bit ${encoding}`,
    );
  }
  if (numChannels < 1 || numChannels > maxChannels) throw unsupported(`${numChannels} channels`);
  if (sampleRateHz < minRateHz || sampleRateHz > maxRateHz) {
    throw new PhonoscopeError(
      'audio-bad-rate',
      `The header says ${sampleRateHz} Hz; rates from ${minRateHz} to ${maxRateHz} Hz can be read.`,
      { rateHz: sampleRateHz, minHz: minRateHz, maxHz: maxRateHz },
    );
  }
  return { encoding, numChannels, sampleRateHz, bitsPerSample };
}

function unsupported(encoding: string): PhonoscopeError {
  return new PhonoscopeError(
    'audio-unsupported-encoding',
    `This WAV holds ${encoding}, which cannot be read; save it as PCM of 8 to 32 bits or as float.`,
    { encoding },
  );
}

function readChannels(view: DataView, start: number, numFrames: number, format: Format): Float32Array[] {
  const { numChannels } = format;
  if (format.encoding === 'pcm' && format.bitsPerSample === 16 && numChannels === 1 && isLittleEndian)
    return [readInt16(view, start, numFrames)];
  const bytesPerSample = format.bitsPerSample / 8;
  const readSample = sampleReader(view, format);
  const channels = Array.from({ length: numChannels }, () => new Float32Array(numFrames));
  for (const [index, channel] of channels.entries()) {
    let offset = start + index * bytesPerSample;
    for (let frame = 0; frame < numFrames; frame++) {
      const value = readSample(offset);
      // Written so that NaN is refused too.
      if (!(Math.abs(value) <= maxAmplitude)) {
        throw new PhonoscopeError(
          'audio-undecodable',
          `Sample ${frame} is not a sensible number: ${value}.`,
          {
            reason: `${value} @ ${frame}`,
          },
        );
      }
      channel[frame] = value;
      offset += numChannels * bytesPerSample;
    }
  }
  return channels;
}

/** As WAV has its numbers. */
const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** What nearly every file of speech holds, in a quarter of the time of a reader for each sample. */
function readInt16(view: DataView, start: number, numFrames: number): Float32Array {
  const from = view.byteOffset + start;
  // A view of such numbers must begin at an even place.
  const numbers =
    from % 2 === 0
      ? new Int16Array(view.buffer, from, numFrames)
      : new Int16Array(view.buffer.slice(from, from + 2 * numFrames));
  const samples = new Float32Array(numFrames);
  for (let i = 0; i < numFrames; i++) samples[i] = numbers[i]! / 32_768;
  return samples;
}

function sampleReader(view: DataView, { encoding, bitsPerSample }: Format): (offset: number) => number {
  if (encoding === 'A-law') return (offset) => expandALaw(view.getUint8(offset)) / 32_768;
  if (encoding === 'µ-law') return (offset) => expandMuLaw(view.getUint8(offset)) / 32_768;
  if (encoding === 'float') {
    return bitsPerSample === 64
      ? (offset) => view.getFloat64(offset, true)
      : (offset) => view.getFloat32(offset, true);
  }
  switch (bitsPerSample) {
    case 8:
      return (offset) => (view.getUint8(offset) - 128) / 128;
    case 16:
      return (offset) => view.getInt16(offset, true) / 32_768;
    case 24:
      return (offset) => (view.getUint8(offset) + view.getInt16(offset + 1, true) * 256) / 8_388_608;
    default:
      return (offset) => view.getInt32(offset, true) / 2_147_483_648;
  }
}

/** Writers of endless streams leave 0xFFFFFFFF as the size: that is no sign of a loss. */
function truncationNotes(data: Chunk, numFrames: number, bytesPerFrame: number): AudioNote[] {
  if (data.declaredBytes <= data.presentBytes || data.declaredBytes === 0xffff_ffff) return [];
  const expectedSamples = Math.floor(data.declaredBytes / bytesPerFrame);
  return expectedSamples > numFrames ? [{ code: 'truncated', expectedSamples, foundSamples: numFrames }] : [];
}
