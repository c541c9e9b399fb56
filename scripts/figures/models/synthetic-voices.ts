import { join } from 'node:path';
import { cacheFolder, loadMadeModel, seed } from '../../models/made-models.ts';
import { openScorer } from '../../models/score-audio.ts';
import { speak, voicesOf } from '../../models/synthetic-voices.ts';
import { commandWords, digitWords } from '../../models/words.ts';
import type { ModelFigure } from './report.ts';
import { countRightClips, readClip } from './test-clips.ts';

/** Accents, speeds and pitches for each voice and word. */
const timesPerVoice = 3;
const bar = 0.97;

/** Words of voices that are held out whole. */
export const syntheticVoicesFigure: ModelFigure = async (report) => {
  const numVoices = voicesOf('test').length;
  const folder = join(cacheFolder, 'voices');
  for (const [model, words] of Object.entries({ digits: digitWords, commands: commandWords })) {
    const clips = words.flatMap((label) =>
      speak(label, { use: 'test', numVoices: timesPerVoice * numVoices, folder, seed }).map((file) =>
        readClip({ label, file }),
      ),
    );
    const scorer = await openScorer(await loadMadeModel(model));
    const data = `${numVoices} synthetic voices that were held out whole`;
    report.share({ model, data, split: 'test' }, await countRightClips(scorer, clips), bar);
    scorer.dispose();
  }
};
