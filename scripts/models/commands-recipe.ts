import type { Pool } from '../../src/core/training/batches/clip-draw.ts';
import { augment, labelled, numbersOf, ofLabel, type Recipe, silence, unknown } from './recipe.ts';
import type { Sources } from './sources.ts';
import { commandWords, digitWords, otherWords } from './words.ts';

const voicesPerWord = 60;
const voicesPerOtherWord = 10;

/**
 * The ten command words, other words, and silence.
 *
 * @param isValTrained whether the speakers of `val` are trained on as well; then nobody is left to choose by.
 */
export function commandsRecipe(sources: Sources, isValTrained: boolean): Recipe {
  const labels = [...commandWords, unknown, silence];
  const val = sources.recordings('gsc-commands', 'val');
  const real = [...sources.recordings('gsc-commands', 'train'), ...(isValTrained ? val : [])];
  const synthetic = sources.synthetic(commandWords, voicesPerWord, 'train');
  const pools = commandWords.flatMap((word, label): Pool[] => [
    { label, weight: 0.78, clips: ofLabel(real, word) },
    { label, weight: 0.22, clips: ofLabel(synthetic, word) },
  ]);
  const other = labels.indexOf(unknown);
  const quiet = labels.indexOf(silence);
  pools.push(
    { label: other, weight: 0.7, clips: ofLabel(real, unknown) },
    { label: other, weight: 0.35, clips: numbersOf(sources.recordings('gsc-digits', 'train')) },
    {
      label: other,
      weight: 0.5,
      clips: numbersOf(sources.synthetic(otherWords, voicesPerOtherWord, 'train')),
    },
    {
      label: other,
      weight: 0.1,
      clips: numbersOf(sources.synthetic(digitWords, voicesPerOtherWord, 'train')),
    },
    { label: other, weight: 0.2, clips: sources.readSpeech() },
    { label: other, weight: 0.3, clips: sources.runningSpeech() },
    { label: quiet, weight: 0.4, clips: ofLabel(real, silence) },
    { label: quiet, weight: 0.4, clips: null },
  );
  return {
    labels,
    pools,
    validation: isValTrained ? [] : labelled(val, labels),
    validationTitle: 'Speech Commands words, val speakers',
    real,
    augment,
    numSteps: 7000,
    learningRate: 2e-3,
  };
}
