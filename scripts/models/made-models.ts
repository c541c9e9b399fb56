import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArchitecture } from '../../src/core/models/architecture.ts';
import type { ModelFile } from '../../src/core/models/model-file.ts';
import { parseFrontEnd } from '../../src/core/features/front-end.ts';
import { loadModel } from '../../src/platform/node/model-store.ts';

/** Outside version control: voices, the state of trainings, models before they ship, figures. */
export const cacheFolder = '.cache';
/** Of every training and every measurement. */
export const seed = 20_250;
/** All models have the same, so that one may start from another. */
export const modelFrontEnd = parseFrontEnd({
  level: { targetDbfs: -26, maxGainDb: 40 },
  clipSamples: 16_000,
  place: 'energy',
  normalise: 'dataset',
  amin: 1e-6,
});

/** The network of all that ship. */
export const modelArchitecture = parseArchitecture({ encoder: { type: 'tc-resnet' }, decoder: {} });

/** The unpacked development data. */
export function dataFolder(): string {
  const folder = process.env['PHONOSCOPE_DATA'];
  if (folder === undefined) throw new Error('PHONOSCOPE_DATA must name the unpacked recordings.');
  return folder;
}

/** Where a model lies that `npm run models -- NAME` has made. */
export function madeModelFolder(name: string): string {
  return join(cacheFolder, 'models', name);
}

/** The model to start others from: the one that was made, else the one that ships. */
export function loadStartModel(name: string): Promise<ModelFile> {
  return existsSync(madeModelFolder(name)) ? loadMadeModel(name) : loadModel(name);
}

/** Loads such a model; says what to run where it is missing. */
export function loadMadeModel(name: string): Promise<ModelFile> {
  const folder = madeModelFolder(name);
  if (!existsSync(folder)) throw new Error(`First make "${name}": npm run models -- ${name}`);
  return loadModel(folder);
}
