import { PhonoscopeError, toPhonoscopeError } from '../core/errors.ts';
import { invalidModel } from '../core/models/invalid-model.ts';
import { maxZipBytes, type ModelFile, readModelZip } from '../core/models/model-file.ts';

/**
 * Reads a model file that the visitor gave or trained.
 *
 * @throws PhonoscopeError `model-invalid`, `model-newer`, `front-end-*`; `file-unreadable` when the browser cannot read it.
 */
export async function readModelBlob(zip: Blob): Promise<ModelFile> {
  if (zip.size > maxZipBytes) throw invalidModel(`it is larger than ${maxZipBytes} bytes`);
  const bytes = await zip.arrayBuffer().catch((thrown: unknown) => {
    const { message: reason } = toPhonoscopeError(thrown);
    throw new PhonoscopeError('file-unreadable', `The file cannot be read: ${reason}`, { reason });
  });
  return readModelZip(new Uint8Array(bytes));
}
