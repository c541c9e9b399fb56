import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { PhonoscopeError } from '../core/errors.ts';
import type { FileRecogniser } from '../platform/node/recognise-files.ts';
import type { CliIo } from './io.ts';
import { UsageError } from './usage.ts';

/**
 * Opens the model that `--model` names: a shipped one, or a file as seen from where the person stands.
 *
 * @throws UsageError when there is no such model.
 */
export async function openModel(nameOrFile: string, io: CliIo): Promise<FileRecogniser> {
  const file = resolve(io.cwd, nameOrFile);
  // Loaded here, so that help and refusals never wait for TensorFlow.js.
  const { createFileRecogniser } = await import('../platform/node/recognise-files.ts');
  const isFile = /[/\\.]/.test(nameOrFile) && existsSync(file);
  try {
    return await createFileRecogniser(isFile ? file : nameOrFile);
  } catch (thrown) {
    if (thrown instanceof PhonoscopeError && thrown.code === 'model-unknown')
      throw new UsageError(thrown.message);
    throw thrown;
  }
}
