import type { Audio } from '../core/audio/audio.ts';
import { fileType, fileTypeBytes } from '../core/audio/file-type.ts';
import type { ClipSource, OpenedSource } from './protocol.ts';
import { openFile } from '../platform/browser/stored-file.ts';

/** Decodes a file of a format that the workers cannot read; null where it cannot either. */
export type DecodeOther = (file: Blob) => Promise<Audio | null>;

/** Has a file that is neither WAV nor FLAC decoded in the page. What cannot be read stays a file: the worker says why. */
export async function openSource(
  source: ClipSource | Audio,
  decodeOther: DecodeOther,
): Promise<OpenedSource> {
  if (!(source instanceof Blob) && !('getFile' in source)) return source;
  const file = await openFile(source);
  const head = await file
    .slice(0, fileTypeBytes)
    .arrayBuffer()
    .catch(() => new ArrayBuffer(0));
  const type = fileType(new Uint8Array(head));
  if (type === null || type === 'wav' || type === 'flac') return file;
  return (await decodeOther(file)) ?? file;
}
