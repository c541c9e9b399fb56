import type { Pool } from '../../src/core/training/batches/clip-draw.ts';
import { augment, labelled, ofLabel, type Recipe, silence, splitBySpeaker } from './recipe.ts';
import { type Clip, type Sources, wordOf } from './sources.ts';
import { commandWords, digitWords, otherWords } from './words.ts';

const voicesPerWord = 24;

/**
 * About 250 words told apart, for its encoder: to start `digits` and people's own few-shot models from. Nothing of FSDD
 * is in it, so that the folds over its speakers may start from it, nor of anyone's `val` or `test`.
 */
export function wideRecipe(sources: Sources): Recipe {
  const labels = [...commandWords, ...digitWords, ...otherWords];
  const recorded = [
    ...sources.recordings('gsc-commands', 'train'),
    ...sources.recordings('gsc-digits', 'train'),
  ];
  const words = recorded
    .filter(({ label }) => label !== silence)
    .map((clip): Clip => ({ label: wordOf(clip), file: clip.file, clip: clip.clip }));
  const real = splitBySpeaker(words);
  const synthetic = sources.synthetic(labels, voicesPerWord, 'train');
  const pools = labels.flatMap((word, label): Pool[] => {
    const clips = ofLabel(real.train, word);
    // Where there are many real clips they count twice as often as the synthetic ones.
    return [
      { label, weight: Math.min(2, clips.length / 20), clips },
      { label, weight: 1, clips: ofLabel(synthetic, word) },
    ];
  });
  return {
    labels,
    pools,
    validation: labelled([...real.held, ...sources.synthetic(labels, 2, 'val')], labels),
    validationTitle: 'held-out Speech Commands speakers and synthetic voices',
    real: real.train,
    augment,
    numSteps: 9000,
    learningRate: 3e-3,
  };
}
