import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { listFiles } from '../../../src/platform/node/list-files.ts';

/** Samples at the end of a file whose lowest bits tell copies apart: 65,536 of them. */
const numMarked = 16;

/**
 * Fills a folder with `numClips` clips under their labels, each recording of the source many times over. No two files are
 * the same: the copy's number stands in the lowest bits of its last samples, which nobody hears.
 *
 * @param source `label/clip.wav`, of 16 or 8 bits, with nothing after the samples.
 */
export async function makeClips(source: string, folder: string, numClips: number): Promise<void> {
  const paths = (await listFiles(source)).paths.filter((path) => extname(path) === '.wav');
  if (paths.length === 0) throw new Error(`${source} holds no clips.`);
  const clips = paths.map((path) => ({
    label: path.split('/')[0] ?? '',
    bytes: readFileSync(join(source, path)),
  }));
  for (const { label } of clips) mkdirSync(join(folder, label), { recursive: true });
  for (let index = 0; index < numClips; index++) {
    const clip = clips[index % clips.length];
    if (clip === undefined) continue;
    const name = `clip-${String(index).padStart(6, '0')}.wav`;
    writeFileSync(join(folder, clip.label, name), marked(clip.bytes, Math.floor(index / clips.length)));
  }
}

function marked(wav: Buffer, copy: number): Buffer {
  const bytes = Buffer.from(wav);
  for (let bit = 0; bit < numMarked; bit++) {
    const at = bytes.length - 2 * (bit + 1);
    bytes[at] = (bytes[at] ?? 0) ^ ((copy >> bit) & 1);
  }
  return bytes;
}
