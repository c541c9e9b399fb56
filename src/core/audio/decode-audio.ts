import { PhonoscopeError } from '../errors.ts';
import type { Audio } from './audio.ts';
import { fileType, type OtherFileType } from './file-type.ts';
import { decodeFlac } from './flac.ts';
import { decodeWav } from './wav.ts';

/**
 * Decodes a WAV or FLAC file; which of them it is, its first bytes tell.
 *
 * @throws PhonoscopeError `audio-other-format` with the format's name; what `decodeWav` and `decodeFlac` throw.
 */
export async function decodeAudio(bytes: Uint8Array): Promise<Audio> {
  const type = fileType(bytes);
  if (type === 'flac') return decodeFlac(bytes);
  if (type === 'wav' || type === null) return decodeWav(bytes);
  throw otherFormat(type);
}

function otherFormat(format: OtherFileType): PhonoscopeError {
  return new PhonoscopeError(
    'audio-other-format',
    `This is a sound file of another kind (${format}). WAV and FLAC can be read here: convert it first.`,
    { kind: format },
  );
}
