import { join } from 'node:path';
import { loadMadeModel } from './made-models.ts';
import type { TrainedOn } from '../../src/core/models/trained-on.ts';
import { loadModel } from '../../src/platform/node/model-store.ts';
import { readRows } from './figure-rows.ts';
import { trainingClipsOf } from './training-clips.ts';
import { writeModel } from './write-model.ts';

const shipped = ['digits', 'commands', 'wide', 'strings'] as const;
/** Those to listen with: their cards say what they were trained on. */
const evaluated: ReadonlySet<string> = new Set(['digits', 'commands']);

/**
 * Writes the models that are made to `public/models`. Their cards get all figures that were measured, and what they were
 * trained on: without `PHONOSCOPE_DATA`, what the former card says.
 */
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
    const trainedOn = evaluated.has(name) ? await trainedOnOf(name) : undefined;
    const told = { ...card, figures, ...(trainedOn !== undefined && { trainedOn }) };
    writeModel(join('public/models', name), { ...file, metadata: { ...file.metadata, card: told } });
    log(`public/models/${name}: ${file.weights.length} bytes of weights, ${figures.length} figures`);
  }
}

async function trainedOnOf(name: string): Promise<TrainedOn | undefined> {
  const dataFolder = process.env['PHONOSCOPE_DATA'];
  if (dataFolder !== undefined) return trainingClipsOf(name, dataFolder);
  return (await loadModel(name)).metadata.card.trainedOn;
}
