/**
 * Trains a shipped model and writes it to `public/models/NAME`:
 *
 *     PHONOSCOPE_DATA=DIR npx tsx scripts/make-models.ts digits|commands [--steps N] [--no-test]
 *
 * `DIR` is the unpacked development data. A run that was stopped goes on where it was. The recipe of `digits` starts
 * from the weights of `commands`: make that first.
 */
import { parseArgs } from 'node:util';
import { parseFrontEnd } from '../src/core/features/front-end.ts';
import { startBackend } from '../src/platform/node/backend.ts';
import { commandsRecipe, digitsRecipe } from './models/recipe.ts';
import { openSources } from './models/sources.ts';
import { trainRecipe } from './models/train-recipe.ts';

const seed = 20_250;
const frontEnd = parseFrontEnd({
  level: { targetDbfs: -26, maxGainDb: 40 },
  clipSamples: 16_000,
  place: 'energy',
  normalise: 'dataset',
  amin: 1e-6,
});

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { steps: { type: 'string' }, 'no-test': { type: 'boolean', default: false } },
});
const [name] = positionals;
const dataFolder = process.env['PHONOSCOPE_DATA'];
if ((name !== 'digits' && name !== 'commands') || dataFolder === undefined) {
  throw new Error('PHONOSCOPE_DATA=DIR npx tsx scripts/make-models.ts digits|commands [--steps N] [--no-test]');
}
const log = (line: string) => void process.stderr.write(`${line}\n`);
log(`backend ${await startBackend()}`);
const started = performance.now();
const sources = openSources(dataFolder, '.cache', frontEnd, 1);
const recipe = name === 'digits' ? digitsRecipe(sources) : commandsRecipe(sources);
log(`clips read in ${((performance.now() - started) / 1000).toFixed(0)} s`);
const numSteps = Number(values.steps ?? recipe.numSteps);
const trained = await trainRecipe({
  name,
  recipe,
  sources,
  frontEnd,
  numSteps,
  seed,
  stateFolder: '.cache/training',
  startFrom: null,
  log,
});
log(`${trained.epochs.length} epochs`);
