/** Kinds of sound files that are told apart by their first bytes. */
export type FileType = 'wav' | 'flac' | OtherFileType;
/** Formats that only a browser's own decoder reads; the names are shown. */
export type OtherFileType = 'MP3' | 'Ogg' | 'MP4' | 'WebM' | 'AAC' | 'AIFF' | 'AMR' | 'WMA';

/** How many bytes `fileType` looks at. */
export const fileTypeBytes = 16;

const ebml = '\u001aE\u00df\u00a3';
const asf = '0&\u00b2u';

/**
 * Tells the kind of a sound file from its first bytes; its name does not count.
 *
 * @returns null for what is none of the known kinds.
 */
export function fileType(bytes: Uint8Array): FileType | null {
  const text = String.fromCharCode(...bytes.subarray(0, fileTypeBytes));
  const starts = (...tags: readonly string[]): boolean => tags.some((tag) => text.startsWith(tag));
  if (starts('RIFF', 'RF64')) return 'wav';
  if (starts('fLaC')) return 'flac';
  if (starts('OggS')) return 'Ogg';
  if (starts(ebml)) return 'WebM';
  if (starts('FORM') && ['AIFF', 'AIFC'].includes(text.slice(8, 12))) return 'AIFF';
  if (text.slice(4, 8) === 'ftyp') return 'MP4';
  if (starts('#!AMR')) return 'AMR';
  if (starts(asf)) return 'WMA';
  return starts('ID3') ? 'MP3' : mpegType(bytes);
}

/** An MPEG frame starts with eleven ones; layer 0 is AAC's ADTS form. */
function mpegType([first = 0, second = 0, third = 0]: Uint8Array): OtherFileType | null {
  if (first !== 0xff || (second & 0xe0) !== 0xe0) return null;
  if ((second & 0xf6) === 0xf0) return 'AAC';
  const hasLayer = (second & 0x06) !== 0 && (second & 0x18) !== 0x08;
  const hasRates = third >> 4 !== 15 && (third & 0x0c) !== 0x0c;
  return hasLayer && hasRates ? 'MP3' : null;
}
