import { Zip, ZipPassThrough } from 'fflate';
import type { Take } from './teach-session.ts';
import { takeClips } from './lesson-session.ts';

/**
 * Packs takes into a zip of WAVs in one folder for each word, which Teach and Evaluate take in again. Sound hardly
 * gets smaller by packing: it is only put together.
 */
export async function zipTakes(takes: readonly Take[]): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, data) => {
    if (error !== null) throw error;
    parts.push(Uint8Array.from(data));
  });
  for (const { path, file } of takeClips(takes)) {
    const entry = new ZipPassThrough(path);
    zip.add(entry);
    // One after the other: between two of them the page can draw.
    entry.push(new Uint8Array(await file.arrayBuffer()), true);
  }
  zip.end();
  return new Blob(parts, { type: 'application/zip' });
}
