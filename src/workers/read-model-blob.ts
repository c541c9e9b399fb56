import { PhonoscopeError, toPhonoscopeError } from '../core/errors.ts';
import { maxZipBytes, type ModelFile, readModelZip } from '../core/models/model-file.ts';

/**
 * Reads a model file that the visitor gave or trained.
 *
 * @throws PhonoscopeError `model-invalid`; `file-unreadable` when the browser cannot read it.
 */
export async function readModelBlob(zip: Blob): Promise<ModelFile> {
  if (zip.size > maxZipBytes) {
    const reason = `it is larger than ${maxZipBytes} bytes`;
    throw new PhonoscopeError('model-invalid', `The model file cannot be used: ${reason}.`, { reason });
  }
  const bytes = await zip.arrayBuffer().catch((thrown: unknown) => {
    const { message: reason } = toPhonoscopeError(thrown);
    throw new PhonoscopeError('file-unreadable', `The file cannot be read: ${reason}`, { reason });
  });
  return readModelZip(new Uint8Array(bytes));
}
