import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { PhonoscopeError } from '../core/errors.ts';
import type { ModelFile } from '../core/models/model-file.ts';
import type { FileRecogniser } from '../platform/node/recognise-files.ts';
import type { CliIo } from './io.ts';
import { UsageError } from './usage.ts';

/**
 * Opens the model that `--model` names: a shipped one, or a file as seen from where the person stands.
 *
 * @throws UsageError when there is no such model.
 */
export async function openModel(nameOrFile: string, io: CliIo): Promise<FileRecogniser> {
  // Loaded here, so that help and refusals never wait for TensorFlow.js.
  const { createFileRecogniser } = await import('../platform/node/recognise-files.ts');
  return openAsNamed(nameOrFile, io, createFileRecogniser);
}

/** Reads such a model without running it. @throws UsageError when there is no such model. */
export async function openModelFile(nameOrFile: string, io: CliIo): Promise<ModelFile> {
  const { loadModel } = await import('../platform/node/model-store.ts');
  return openAsNamed(nameOrFile, io, loadModel);
}

async function openAsNamed<T>(
  nameOrFile: string,
  io: CliIo,
  open: (nameOrFile: string) => Promise<T>,
): Promise<T> {
  const file = resolve(io.cwd, nameOrFile);
  const isFile = /[/\\.]/.test(nameOrFile) && existsSync(file);
  try {
    return await open(isFile ? file : nameOrFile);
  } catch (thrown) {
    if (thrown instanceof PhonoscopeError && thrown.code === 'model-unknown')
      throw new UsageError(thrown.message);
    throw thrown;
  }
}
