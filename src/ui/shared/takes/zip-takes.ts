import { Zip, ZipPassThrough } from 'fflate';
import type { StoredTake } from '../../../platform/browser/page-database.ts';
import type { OwnModel } from '../../../workers/protocol.ts';
import { fileNameOf } from '../file-name.ts';
import { takeClips } from './take-clips.ts';

/** Where the models of a backup lie; takes lie in folders named after their words. */
export const modelsFolder = 'models';

/**
 * Packs takes, and models where there are some, into a zip that the page takes in again: WAVs in one folder for each
 * word, model files beside them. Sound hardly gets smaller by packing: it is only put together.
 */
export async function zipTakes(
  takes: readonly StoredTake[],
  models: readonly OwnModel[] = [],
): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const zip = new Zip((error, data) => {
    if (error !== null) throw error;
    parts.push(Uint8Array.from(data));
  });
  const modelFiles = models.map(({ name, title, zip: file }) => ({
    path: `${modelsFolder}/${fileNameOf([title, name.replace(':', '')], 'zip')}`,
    file,
  }));
  for (const { path, file } of [...takeClips(takes), ...modelFiles]) {
    const entry = new ZipPassThrough(path);
    zip.add(entry);
    // One after the other: between two of them the page can draw.
    entry.push(new Uint8Array(await file.arrayBuffer()), true);
  }
  zip.end();
  return new Blob(parts, { type: 'application/zip' });
}
