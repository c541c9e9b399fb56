import { commandsRecipe } from './commands-recipe.ts';
import { digitsRecipe, fsddSpeakers } from './digits-recipe.ts';
import type { RecipePlan } from './recipe.ts';
import { wideRecipe } from './wide-recipe.ts';

const fromWide = { startsFrom: 'wide', thresholdsFrom: null };

/** All models that can be made, by name: those that ship, and those that only figures need. */
export const recipes: ReadonlyMap<string, RecipePlan> = new Map<string, RecipePlan>([
  ['wide', { make: wideRecipe, startsFrom: null, thresholdsFrom: null }],
  [
    'commands-train-only',
    { make: (sources) => commandsRecipe(sources, false), startsFrom: null, thresholdsFrom: null },
  ],
  [
    'commands',
    {
      make: (sources) => commandsRecipe(sources, true),
      startsFrom: null,
      thresholdsFrom: 'commands-train-only',
    },
  ],
  ['digits', { make: (sources) => digitsRecipe(sources, null), ...fromWide }],
  ...fsddSpeakers.map((speaker): [string, RecipePlan] => [
    `digits-without-${speaker}`,
    { make: (sources) => digitsRecipe(sources, speaker), ...fromWide },
  ]),
]);
