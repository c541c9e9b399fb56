/** `npm run bench -- NAME`: how fast things are on this machine; `page` unless told. */
import { benchAugmentation } from './augmentation.ts';
import { benchFeatures } from './features.ts';
import { benchLongTable } from './long-table.ts';
import { benchManyClips } from './many-clips.ts';
import { benchPage } from './page.ts';
import { benchTraining } from './training.ts';
import { benchPageTraining } from './page-training.ts';

const benches = new Map([
  ['page', benchPage],
  ['page-training', benchPageTraining],
  ['many-clips', benchManyClips],
  ['long-table', benchLongTable],
  ['features', benchFeatures],
  ['augmentation', benchAugmentation],
  ['training', benchTraining],
]);
const bench = benches.get(process.argv[2] ?? 'page');
if (bench === undefined) {
  console.error(`usage: npm run bench -- ${[...benches.keys()].join(' | ')}`);
  process.exitCode = 2;
} else {
  await bench();
}
