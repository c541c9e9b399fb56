import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { formatModelFiles, type ModelFile } from '../../src/core/models/model-file.ts';
import { formatCard } from './describe-model.ts';

/** Writes a model's three files and its card into a folder. */
export function writeModel(folder: string, file: ModelFile): void {
  mkdirSync(folder, { recursive: true });
  const { modelJson, phonoscopeJson } = formatModelFiles(file);
  writeFileSync(join(folder, 'model.json'), modelJson);
  writeFileSync(join(folder, 'weights.bin'), file.weights);
  writeFileSync(join(folder, 'phonoscope.json'), phonoscopeJson);
  writeFileSync(join(folder, 'CARD.md'), formatCard(file.metadata));
}
