/**
 * Trains a shipped model and writes it to `public/models/NAME`:
 *
 *     PHONOSCOPE_DATA=DIR npx tsx scripts/make-models.ts digits|commands [--steps N] [--no-test]
 *
 * `DIR` is the unpacked development data; espeak-ng and flite are needed. A run that was stopped goes on where it was.
 * The recipe of `digits` begins with a short training on the commands.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseFrontEnd } from '../src/core/features/front-end.ts';
import { startBackend } from '../src/platform/node/backend.ts';
import { saveNetwork } from '../src/core/models/save-network.ts';
import { roleOfLabel } from '../src/core/training/describe-trained-model.ts';
import { chooseThresholds } from '../src/core/training/thresholds.ts';
import { type DescribeOptions, describeModel } from './models/describe-model.ts';
import { makeFigure, scoreTestSet } from './models/score-test-set.ts';
import { writeModel } from './models/write-model.ts';
import { augment, commandsRecipe, digitsRecipe } from './models/recipe.ts';
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
  throw new Error(
    'PHONOSCOPE_DATA=DIR npx tsx scripts/make-models.ts digits|commands [--steps N] [--no-test]',
  );
}
const log = (line: string) => void process.stderr.write(`${line}\n`);
log(`backend ${await startBackend()}`);
const started = performance.now();
const sources = openSources({ dataFolder, cacheFolder: '.cache', frontEnd, augment, seed: 1 });
const recipe = name === 'digits' ? digitsRecipe(sources) : commandsRecipe(sources);
log(`clips read in ${((performance.now() - started) / 1000).toFixed(0)} s`);
const numSteps = Number(values.steps ?? recipe.numSteps);
const shared = { sources, frontEnd, seed, stateFolder: '.cache/training', log };
// A later run finds this stage finished.
const start =
  recipe.warmUpOnCommands === 0
    ? null
    : await trainRecipe({
        ...shared,
        name: 'commands',
        recipe: commandsRecipe(sources),
        numSteps: recipe.warmUpOnCommands,
        start: null,
      });
const trained = await trainRecipe({ ...shared, name, recipe, numSteps, start });

const scored = recipe.validation.map(({ label }, index) => {
  const at = index * recipe.labels.length;
  return { label, scores: trained.validationScores.subarray(at, at + recipe.labels.length) };
});
const thresholds = chooseThresholds(scored, recipe.labels, (label) => roleOfLabel(label) === 'word');
const correct = scored.filter(({ label, scores }) => scores.indexOf(Math.max(...scores)) === label).length;
const figures: DescribeOptions['figures'][number][] = [
  {
    data: recipe.validationTitle,
    split: 'validation (choices were made on it)',
    ...makeFigure(correct, scored.length),
  },
];
const describe = () =>
  describeModel({
    name,
    labels: recipe.labels,
    frontEnd,
    normalisation: trained.normalisation,
    thresholds,
    figures,
    seed,
    numSteps,
  });
const file = await saveNetwork(trained.model, describe());
if (!values['no-test']) {
  for (const { set, split, title } of recipe.testSets) {
    const clips = sources.recordings(set, split);
    figures.push({ data: title, split, ...(await scoreTestSet(file, clips, sources.stored())) });
  }
}
writeModel(join('public/models', name), { ...file, metadata: describe() });
for (const { data, split, numClips, accuracy, interval } of figures) {
  log(`${data}, ${split}: ${accuracy} of ${numClips} (95 %: ${interval.join(' to ')})`);
}
log(`all in ${((performance.now() - started) / 60_000).toFixed(1)} min`);
