/** `npm run figures -- NAME`: long measurements behind the figures that documents state. Exit 1: a bar is missed. */
import { featureFigures } from './features.ts';
import { folderFigures } from './folders.ts';
import { fuzzFigures } from './fuzz.ts';
import { modelFigures } from './models.ts';
import { teachFigures } from './teach.ts';
import { pageFigures } from './page.ts';
import { sequenceFigures } from './sequence.ts';
import { trainingFigures } from './training.ts';

const figures = new Map<string | undefined, () => boolean | Promise<boolean>>([
  ['features', featureFigures],
  ['folders', folderFigures],
  ['fuzz', fuzzFigures],
  ['models', modelFigures],
  ['teach', teachFigures],
  ['page', pageFigures],
  ['sequence', sequenceFigures],
  ['training', trainingFigures],
]);
const measure = figures.get(process.argv[2]);
if (measure === undefined) {
  console.error(`usage: npm run figures -- ${[...figures.keys()].join(' | ')}`);
  process.exitCode = 2;
} else if (!(await measure())) {
  console.error('A bar is missed.');
  process.exitCode = 1;
}
