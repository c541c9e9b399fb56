import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { runInChromium } from '../../bench/run-in-worker.ts';
import { madeModelFolder } from '../../models/made-models.ts';
import type { ModelFigure } from './report.ts';

const files = ['model.json', 'weights.bin', 'phonoscope.json'];
const maxBytes = 400_000;
const maxClipMs = 5;
const maxFirstMs = 60;

const speedSchema = v.object({ loadMs: v.number(), firstMs: v.number(), clipMs: v.number() });

/** Bytes on disk, and what a clip's scores take in Chromium on WASM, one thread. */
export const sizeAndSpeedFigure: ModelFigure = async (report) => {
  for (const model of ['digits', 'commands', 'wide']) {
    const { bytes, loadMs, firstMs, clipMs } = await measureSizeAndSpeed(madeModelFolder(model));
    report.say(`${model}: ${(bytes / 1000).toFixed(0)} kB on disk, bar 400`, bytes <= maxBytes);
    report.say(
      `${model}: ${clipMs.toFixed(2)} ms a clip (median of 200), bar ${maxClipMs}; the first ${firstMs.toFixed(0)} ms, ` +
        `bar ${maxFirstMs}; loaded in ${loadMs.toFixed(0)} ms before`,
      clipMs <= maxClipMs && firstMs <= maxFirstMs,
    );
  }
};

/** Times one model in Chromium's worker on WASM; a clip's time is the median of 200. */
export async function measureSizeAndSpeed(folder: string) {
  const bytes = files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  const served = new Map(files.map((name) => [`/${name}`, readFileSync(join(folder, name))]));
  const worker = new URL('model-speed.worker.ts', import.meta.url).pathname;
  return { bytes, ...v.parse(speedSchema, await runInChromium(worker, served)) };
}
