/**
 * Makes a model, or ships those that are made:
 *
 *     PHONOSCOPE_DATA=DIR npm run models -- NAME [--steps N]
 *     [PHONOSCOPE_DATA=DIR] npm run models -- ship
 *
 * `DIR` is the unpacked development data; espeak-ng and flite are needed. The model goes to `.cache/models/NAME` (with
 * `--steps`, for trials, to `.cache/models/NAME-N`). A run that was stopped goes on where it was, at most 250 steps
 * back; two may run side by side. No test clip is read: `npm run figures -- models` does that, once, and `ship` then
 * writes digits, commands and wide with their figures to `public/models`; given the data, it names in the first two what
 * they were trained on anew. docs/models.md says how to plan all of it.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { loadNetwork } from '../src/core/models/classifier.ts';
import type { ModelFile } from '../src/core/models/model-file.ts';
import { type KernelType, saveNetwork } from '../src/core/models/save-network.ts';
import type { TrainedClassifier } from '../src/core/training/train-classifier.ts';
import { startBackend } from '../src/platform/node/backend.ts';
import { chooseLive, scoreFoldStreams } from './models/choose-live.ts';
import { describeModel } from './models/describe-model.ts';
import { formatFigure, makeFigure } from './models/figure.ts';
import {
  cacheFolder,
  dataFolder,
  loadMadeModel,
  loadStartModel,
  madeModelFolder,
  seed,
} from './models/made-models.ts';
import { augment, type Recipe, type RecipePlan } from './models/recipe.ts';
import { recipes } from './models/recipes.ts';
import { openScorer } from './models/score-audio.ts';
import { shipModels } from './models/ship-models.ts';
import { openSources, type Sources } from './models/sources.ts';
import { trainRecipe } from './models/train-recipe.ts';
import { countRight } from './models/count-right.ts';
import { writeModel } from './models/write-model.ts';

/** Kernels take a byte instead of two if that costs no more than this share of the validation clips. */
const allowedCost = 0.002;
const log = (line: string) => void process.stderr.write(`${line}\n`);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { steps: { type: 'string' } },
});
const [name = ''] = positionals;
if (name === 'ship') await shipModels(log);
else await makeModel();

async function makeModel(): Promise<void> {
  const plan = recipes.get(name);
  if (plan === undefined)
    throw new Error(`npm run models -- ${[...recipes.keys(), 'ship'].join(' | ')} [--steps N]`);
  const startedMs = performance.now();
  const minutes = () => `${((performance.now() - startedMs) / 60_000).toFixed(1)} min`;
  log(`${name} on ${await startBackend()}`);
  const sources = openSources({
    dataFolder: dataFolder(),
    cacheFolder,
    frontEnd: plan.frontEnd,
    augment,
    seed: 1,
  });
  const recipe = await plan.make(sources);
  log(`clips read after ${minutes()}`);
  const numSteps = Number(values.steps ?? recipe.numSteps);
  const from = plan.startsFrom === null ? null : await loadStartModel(plan.startsFrom);
  const start =
    from === null
      ? null
      : { model: await loadNetwork(from), normalisation: from.metadata.normalisation, keepsHead: false };
  const trained = await trainRecipe({
    name,
    recipe,
    sources,
    numSteps,
    seed,
    start,
    log,
    frontEnd: plan.frontEnd,
    architecture: plan.architecture,
    stateFolder: join(cacheFolder, 'training'),
  });
  const file = await finishModel(plan, recipe, sources, trained, numSteps);
  const folder = madeModelFolder(values.steps === undefined ? name : `${name}-${numSteps}`);
  writeModel(folder, file);
  log(`${folder}: ${file.weights.length} bytes of weights, all in ${minutes()}`);
}

/** Stores the weights as compactly as they may be, and settles live mode on the validation clips. */
async function finishModel(
  plan: RecipePlan,
  recipe: Recipe,
  sources: Sources,
  trained: TrainedClassifier,
  numSteps: number,
): Promise<ModelFile> {
  const { labels, validation, validationTitle } = recipe;
  const described = describeModel({
    name,
    labels,
    seed,
    numSteps,
    startsFrom: plan.startsFrom,
    frontEnd: plan.frontEnd,
    architecture: plan.architecture,
    normalisation: trained.normalisation,
  });
  // A model without validation clips takes over what was settled for one that has them.
  if (typeof plan.live === 'object') {
    const model = await loadMadeModel(plan.live.from);
    const { live } = model.metadata;
    return saveNetwork(trained.model, { ...described, live }, kernelTypeOf(model));
  }
  const save = (type: KernelType) => saveNetwork(trained.model, described, type);
  const right = async (file: ModelFile) => countRight(file, validation, sources.stored());
  const [half, byte] = [await save('float16'), await save('uint8')];
  const [numHalf, numByte] = [await right(half), await right(byte)];
  const figures = {
    float16: makeFigure(numHalf, validation.length),
    uint8: makeFigure(numByte, validation.length),
  };
  for (const [type, figure] of Object.entries(figures))
    log(`${validationTitle}, ${type}: ${formatFigure(figure)}`);
  const isCompact = numHalf - numByte <= allowedCost * validation.length;
  const file = isCompact ? byte : half;
  const data = {
    data: validationTitle,
    split: 'validation',
    ...(isCompact ? figures.uint8 : figures.float16),
  };
  const card = { ...file.metadata.card, figures: [data] };
  if (plan.live === 'none') return { ...file, metadata: { ...file.metadata, card } };
  const scorer = await openScorer(file);
  const fromFolds = plan.live === 'chosen-with-folds' ? await scoreFoldStreams() : [];
  const { live, acceptedShare, numFalse } = await chooseLive(scorer, recipe, fromFolds);
  scorer.dispose();
  log(
    `live mode: ${live.smoothingSec} s, accepts ${(acceptedShare * 100).toFixed(1)} % of the words, ${numFalse} false; ` +
      [...live.threshold].map(([word, threshold]) => `${word} ${threshold}`).join(', '),
  );
  return { ...file, metadata: { ...file.metadata, live, card } };
}

function kernelTypeOf({ topology }: ModelFile): KernelType {
  return JSON.stringify(topology).includes('"uint8"') ? 'uint8' : 'float16';
}
