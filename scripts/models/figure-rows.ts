import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { cacheFolder } from './made-models.ts';
import { saveFile } from './save-file.ts';

const rowSchema = v.strictObject({
  /** Whose card it goes into. */
  model: v.string(),
  data: v.string(),
  split: v.string(),
  numClips: v.number(),
  accuracy: v.number(),
  interval: v.tuple([v.number(), v.number()]),
});

/** A measured share of clips, kept for the model cards. */
export type FigureRow = v.InferOutput<typeof rowSchema>;

const folder = join(cacheFolder, 'figures');

/** Keeps what one figure measured, in place of what it measured before. */
export function saveRows(figure: string, rows: readonly FigureRow[]): void {
  mkdirSync(folder, { recursive: true });
  saveFile(join(folder, `${figure}.json`), Buffer.from(JSON.stringify(rows, null, 2)));
}

/** All that was measured, figure by figure. */
export function readRows(): FigureRow[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .flatMap((name) => v.parse(v.array(rowSchema), JSON.parse(readFileSync(join(folder, name), 'utf8'))));
}
