import { writeFile } from 'node:fs/promises';
import { PhonoscopeError } from '../core/errors.ts';

/**
 * Writes a result to a file.
 *
 * @throws PhonoscopeError with a sentence that names the file.
 */
export async function saveResult(file: string, data: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, data);
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new PhonoscopeError('internal', `The result could not be written: ${reason}`, { reason });
  }
}
