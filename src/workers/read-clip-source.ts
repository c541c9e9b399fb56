import type { Audio } from '../core/audio/audio.ts';
import { decodeAudio } from '../core/audio/decode-audio.ts';
import { PhonoscopeError } from '../core/errors.ts';
import type { FileAtPath, OpenedSource } from './protocol.ts';
import { reasonOf } from '../platform/browser/stored-file.ts';

/** Ten minutes of 48 kHz stereo in 16 bits, and a little more. Larger files would only fill the memory. */
const maxFileBytes = 120_000_000;

/**
 * The sound of a file, or of what was recorded or decoded already.
 *
 * @throws PhonoscopeError `audio-*`, `file-unreadable`.
 */
export async function readClipSource(source: OpenedSource): Promise<Audio> {
  return (await readClipAndBytes(source)).audio;
}

/** A sound and the bytes of its file; null for what was no file. */
export type ClipAndBytes = { readonly audio: Audio; readonly bytes: Uint8Array<ArrayBuffer> | null };

/**
 * As `readClipSource`, with the file's bytes.
 *
 * @throws PhonoscopeError `audio-*`, `file-unreadable`.
 */
export async function readClipAndBytes(source: FileAtPath['file']): Promise<ClipAndBytes> {
  if (!(source instanceof Blob || source instanceof Uint8Array))
    return { audio: fromMemory(source), bytes: null };
  const bytes = source instanceof Blob ? await readBytes(source) : source;
  return { audio: await decodeAudio(bytes), bytes };
}

function fromMemory(source: Exclude<OpenedSource, Blob>): Audio {
  const { sampleRateHz } = source;
  const audio = 'channels' in source ? source : { sampleRateHz, channels: [source.samples], notes: [] };
  if ((audio.channels[0]?.length ?? 0) === 0) {
    throw new PhonoscopeError('audio-no-samples', 'The recording holds no sound.');
  }
  return audio;
}

async function readBytes(file: Blob): Promise<Uint8Array<ArrayBuffer>> {
  if (file.size > maxFileBytes) {
    throw new PhonoscopeError('audio-too-long', 'The file is too long for a clip.', {
      sizeBytes: file.size,
      maxBytes: maxFileBytes,
    });
  }
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch (thrown) {
    const reason = reasonOf(thrown);
    throw new PhonoscopeError('file-unreadable', `The file cannot be read: ${reason}`, { reason });
  }
}
