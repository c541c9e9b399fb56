import { join } from 'node:path';
import { loadMadeModel } from './made-models.ts';
import { readRows } from './figure-rows.ts';
import { writeModel } from './write-model.ts';

const shipped = ['digits', 'commands', 'wide', 'strings'] as const;

/** Writes the models that are made to `public/models`, with all figures that were measured in their cards. */
export async function shipModels(log: (line: string) => void): Promise<void> {
  const rows = readRows();
  for (const name of shipped) {
    const file = await loadMadeModel(name);
    const { card } = file.metadata;
    const measured = rows
      .filter(({ model }) => model === name)
      .map(({ data, split, numClips, accuracy, interval }) => ({
        data,
        split,
        numClips,
        accuracy,
        interval,
      }));
    if (measured.length === 0)
      throw new Error(`Nothing was measured of "${name}": npm run figures -- models`);
    const figures = [...card.figures, ...measured];
    writeModel(join('public/models', name), {
      ...file,
      metadata: { ...file.metadata, card: { ...card, figures } },
    });
    log(`public/models/${name}: ${file.weights.length} bytes of weights, ${figures.length} figures`);
  }
}
