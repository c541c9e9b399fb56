import { readFile } from 'node:fs/promises';
import type { Audio } from '../../core/audio/audio.ts';
import { decodeAudio } from '../../core/audio/decode-audio.ts';
import { PhonoscopeError } from '../../core/errors.ts';
import { explainFileError } from './list-files.ts';

/**
 * Reads and decodes one WAV or FLAC file.
 *
 * @throws PhonoscopeError `file-unreadable`, and whatever `decodeAudio` throws.
 */
export async function readClip(file: string): Promise<Audio> {
  return decodeAudio(await readFileBytes(file));
}

/** @throws PhonoscopeError `file-unreadable`. */
export async function readFileBytes(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (thrown) {
    const reason = explainFileError(thrown);
    throw new PhonoscopeError('file-unreadable', reason, { reason });
  }
}

/** One sentence for each thing worth telling about a recording that could be read all the same. */
export function describeNotes({ notes }: Audio): string[] {
  return notes.map(
    (note) =>
      `cut short: the header says ${note.expectedSamples} samples, ${note.foundSamples} are there and were used.`,
  );
}
