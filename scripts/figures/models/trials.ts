import { existsSync } from 'node:fs';
import { loadNetwork } from '../../../src/core/models/classifier.ts';
import { formatFigure } from '../../models/figure.ts';
import { loadMadeModel, madeModelFolder } from '../../models/made-models.ts';
import { recipes } from '../../models/recipes.ts';
import type { ModelFigure } from './report.ts';
import { measureSizeAndSpeed } from './size-and-speed.ts';

/** Networks and front ends after the same short training: right on `val`, size and time; those that were made. */
export const trialsChoice: ModelFigure = async (report) => {
  for (const name of recipes.keys()) {
    const folder = madeModelFolder(name);
    if (!name.startsWith('trial-') || !existsSync(folder)) continue;
    const file = await loadMadeModel(name);
    const network = await loadNetwork(file);
    const numParameters = network.countParams();
    network.dispose();
    const { bytes, clipMs } = await measureSizeAndSpeed(folder);
    const [onVal] = file.metadata.card.figures;
    report.say(
      `${name}: ${numParameters} parameters, ${(bytes / 1000).toFixed(0)} kB, ${clipMs.toFixed(2)} ms a clip; ` +
        `val ${onVal === undefined ? 'not measured' : formatFigure(onVal)}`,
    );
  }
};
