import { writeFileSync } from 'node:fs';
import { foldNorms } from '../../../src/core/models/fold-norms.ts';
import { decodeModelWeights } from '../../../src/core/models/model-file.ts';
import { loadModel } from '../../../src/platform/node/model-store.ts';

/**
 * Writes a shipped model for programs that know nothing of its format: one line of JSON (metadata; names and shapes of the
 * weights), then the weights as float32, little-endian, in that order. Norms are folded into the convolutions, as we run it.
 */
export async function exportNetwork(model: string, file: string): Promise<void> {
  const loaded = await loadModel(model);
  const { specs, values } = foldNorms(decodeModelWeights(loaded));
  const head = JSON.stringify({ metadata: loaded.metadata, specs });
  writeFileSync(file, Buffer.concat([Buffer.from(`${head}\n`), Buffer.from(values.buffer)]));
}
