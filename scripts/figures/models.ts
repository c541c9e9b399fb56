import { seed } from '../models/made-models.ts';
import { saveRows } from '../models/figure-rows.ts';
import { startBackend } from '../../src/platform/node/backend.ts';
import { commandsFigure } from './models/commands.ts';
import { digitsFigure } from './models/digits.ts';
import { fewShotChoice, fewShotFigure } from './models/few-shot.ts';
import { foldsFigure } from './models/folds.ts';
import { liveFigure } from './models/live.ts';
import { createReport, type ModelFigure } from './models/report.ts';
import { sizeAndSpeedFigure } from './models/size-and-speed.ts';
import { trialsChoice } from './models/trials.ts';
import { syntheticVoicesFigure } from './models/synthetic-voices.ts';

/** Every figure of the models, by name. */
const figures: ReadonlyMap<string, ModelFigure> = new Map([
  ['commands', commandsFigure],
  ['digits', digitsFigure],
  ['folds', foldsFigure],
  ['synthetic-voices', syntheticVoicesFigure],
  ['live', liveFigure],
  ['few-shot', fewShotFigure],
  ['size-and-speed', sizeAndSpeedFigure],
]);
/** These read no test clip; to be asked for by name. */
const choices: ReadonlyMap<string, ModelFigure> = new Map([
  ['few-shot-choice', fewShotChoice],
  ['trials', trialsChoice],
]);

/**
 * `npm run figures -- models [NAME]`: scores the models of `npm run models` on every test, once they are chosen. Keeps the
 * shares of right clips for the model cards.
 *
 * @returns false when a bar is missed whose figure's 95 % interval does not touch it.
 */
export async function modelFigures(): Promise<boolean> {
  const [, , , wanted] = process.argv;
  const chosen = wanted === undefined ? figures : new Map([...figures, ...choices]);
  if (wanted !== undefined && !chosen.has(wanted))
    throw new Error(`There are ${[...figures.keys(), ...choices.keys()].join(', ')}.`);
  await startBackend();
  let isMet = true;
  for (const [name, measure] of chosen) {
    if (wanted !== undefined && name !== wanted) continue;
    console.log(`\nnpm run figures -- models ${name}   (seed ${seed})`);
    const report = createReport();
    await measure(report);
    if (figures.has(name)) saveRows(name, report.rows);
    isMet &&= report.isMet();
  }
  return isMet;
}
