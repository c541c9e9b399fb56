import { fsddSpeakers } from '../../models/digits-recipe.ts';
import { formatFigure, makeFigure } from '../../models/figure.ts';
import { loadMadeModel } from '../../models/made-models.ts';
import { openScorer } from '../../models/score-audio.ts';
import { speakerOf } from '../../models/sources.ts';
import type { ModelFigure } from './report.ts';
import { countRightClips, readClips } from './test-clips.ts';

const meanBar = 0.93;
const worstBar = 0.78;

/** Each FSDD speaker's 500 clips, by the model of the same recipe that has never heard him. */
export const foldsFigure: ModelFigure = async (report) => {
  const clips = ['train', 'test'].flatMap((split) => readClips('fsdd', split));
  const results: { numRight: number; numClips: number }[] = [];
  for (const speaker of fsddSpeakers) {
    const scorer = await openScorer(await loadMadeModel(`digits-without-${speaker}`));
    const right = await countRightClips(
      scorer,
      clips.filter((clip) => speakerOf(clip) === speaker),
    );
    scorer.dispose();
    results.push(right);
    report.share(
      { model: 'digits', data: `FSDD, ${speaker}, by a model of the same recipe without him`, split: 'fold' },
      right,
      worstBar,
    );
  }
  const numRight = results.reduce((sum, right) => sum + right.numRight, 0);
  // Every speaker has as many clips, so the mean of the folds is the share of all clips.
  const mean = makeFigure(numRight, clips.length);
  const worst = Math.min(...results.map((right) => right.numRight / right.numClips));
  report.say(
    `mean of the six: ${formatFigure(mean)}, bar ${meanBar * 100} %; worst ${(worst * 100).toFixed(1)} %`,
    mean.interval[1] >= meanBar,
  );
};
