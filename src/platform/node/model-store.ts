import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PhonoscopeError } from '../../core/errors.ts';
import { type ModelFile, parseModelFiles, readModelZip } from '../../core/models/model-file.ts';
import { isPackagedModel, packagedModelNames } from '../../core/models/shipped-models.ts';

/** `public/models` beside `src`. */
const shippedFolder = join(dirname(fileURLToPath(import.meta.url)), '../../../public/models');

/**
 * Loads a model.
 *
 * @param nameOrFile a shipped model's name, a `.zip` file, or a folder with the three files of a model.
 * @throws PhonoscopeError `model-unknown` when there is no such model; `model-invalid` or `front-end-mismatch` when
 * it cannot be used.
 */
export async function loadModel(nameOrFile: string): Promise<ModelFile> {
  if (isPackagedModel(nameOrFile)) return readFolder(join(shippedFolder, nameOrFile), nameOrFile);
  const found = await stat(nameOrFile).catch(() => null);
  if (found === null) throw unknownModel(nameOrFile);
  if (found.isDirectory()) return readFolder(nameOrFile, nameOrFile);
  return readModelZip(await readFile(nameOrFile));
}

async function readFolder(folder: string, name: string): Promise<ModelFile> {
  try {
    const [modelJson, weights, phonoscopeJson] = await Promise.all([
      readFile(join(folder, 'model.json'), 'utf8'),
      readFile(join(folder, 'weights.bin')),
      readFile(join(folder, 'phonoscope.json'), 'utf8'),
    ]);
    return parseModelFiles({ modelJson, weights, phonoscopeJson });
  } catch (thrown) {
    if (thrown instanceof PhonoscopeError) throw thrown;
    throw unknownModel(name);
  }
}

function unknownModel(name: string): PhonoscopeError {
  const known = packagedModelNames.join(', ');
  return new PhonoscopeError('model-unknown', `There is no model "${name}". Shipped models: ${known}.`, {
    name,
    known,
  });
}
