import { parseFrontEnd } from '../../src/core/features/front-end.ts';
import { type Architecture, parseArchitecture } from '../../src/core/models/architecture.ts';
import { commandsRecipe } from './commands-recipe.ts';
import { digitsRecipe, fsddSpeakers } from './digits-recipe.ts';
import { modelArchitecture, modelFrontEnd } from './made-models.ts';
import type { RecipePlan } from './recipe.ts';
import { stringsRecipe, stringsRounds } from './strings-recipe.ts';
import { wideRecipe } from './wide-recipe.ts';

const trialSteps = 500;

const shipped = { architecture: modelArchitecture, frontEnd: modelFrontEnd };
const fromWide = { ...shipped, startsFrom: 'wide', live: 'chosen' } as const;

const strings = {
  ...shipped,
  frontEnd: parseFrontEnd({ ...modelFrontEnd, clipSamples: 9_600 }),
  live: 'none',
} as const;

const network = (encoder: unknown, decoder: unknown = {}): { architecture: Architecture } => ({
  architecture: parseArchitecture({ encoder, decoder }),
});
const heard = (changes: object) => ({ frontEnd: parseFrontEnd({ ...modelFrontEnd, ...changes }) });

/** What is compared by short trainings: one thing at a time is other than in the models that ship. */
const trials: ReadonlyMap<string, Partial<typeof shipped>> = new Map<string, Partial<typeof shipped>>([
  ['shipped', {}],
  ['tc-resnet-narrow', network({ type: 'tc-resnet', stemFilters: 16, blockFilters: [24, 32, 48] })],
  ['tc-resnet-broad', network({ type: 'tc-resnet', stemFilters: 32, blockFilters: [48, 64, 96] })],
  ['gru', network({ type: 'gru', units: 96 }, { type: 'attention' })],
  ['cnn', network({ type: 'cnn' })],
  ['bc-resnet', network({ type: 'bc-resnet' })],
  ['ds-cnn', network({ type: 'ds-cnn' })],
  ['own-level', heard({ level: null })],
  ['64-bands', heard({ numBands: 64 })],
  ['mfcc', heard({ kind: 'mfcc', numCoefficients: 20 })],
]);

/** All models that can be made, by name: those that ship, those that only figures need, and short trials. */
export const recipes: ReadonlyMap<string, RecipePlan> = new Map<string, RecipePlan>([
  ['wide', { ...shipped, make: wideRecipe, startsFrom: null, live: 'none' }],
  ['commands-train-only', { ...fromWide, make: (sources) => commandsRecipe(sources, false) }],
  [
    'commands',
    { ...fromWide, make: (sources) => commandsRecipe(sources, true), live: { from: 'commands-train-only' } },
  ],
  ['digits', { ...fromWide, make: (sources) => digitsRecipe(sources, null), live: 'chosen-with-folds' }],
  ...Object.entries(stringsRounds).map(([name, round]): [string, RecipePlan] => [
    name,
    { ...strings, make: (sources) => stringsRecipe(sources, round), startsFrom: round.alignedBy ?? 'digits' },
  ]),
  ...fsddSpeakers.map((speaker): [string, RecipePlan] => [
    `digits-without-${speaker}`,
    { ...fromWide, make: (sources) => digitsRecipe(sources, speaker), live: 'none' },
  ]),
  ...[...trials].map(([name, changes]): [string, RecipePlan] => [
    `trial-${name}`,
    {
      ...shipped,
      ...changes,
      make: (sources) => ({ ...commandsRecipe(sources, false), numSteps: trialSteps }),
      startsFrom: null,
      live: 'none',
    },
  ]),
]);
