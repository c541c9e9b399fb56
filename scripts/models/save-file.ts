import { renameSync, writeFileSync } from 'node:fs';

/** Where a file is written before it is complete: both models may be made side by side from one cache. */
export function unfinishedPath(file: string): string {
  return `${file}.${process.pid}.part`;
}

/** Writes a file so that it is either there as a whole or not at all. */
export function saveFile(file: string, bytes: Uint8Array): void {
  const unfinished = unfinishedPath(file);
  writeFileSync(unfinished, bytes);
  renameSync(unfinished, file);
}
