import { compareByCodePoint } from '../dataset/code-point-order.ts';
import { decodeFileHashes, parseFileHash, type TrainedOn } from '../models/trained-on.ts';
import { hashColumn, speakerColumn } from './run-columns.ts';
import type { RunTable } from './run-record.ts';
import type { SharedWithTraining } from './shared-with-training-schema.ts';

/**
 * Finds the files and speakers of an evaluation that its model was trained on.
 *
 * @param trainedOn of the model's card.
 * @returns null where they have nothing in common, as far as anybody knows.
 */
export function sharesWith(
  trainedOn: TrainedOn | undefined,
  { columns }: Pick<RunTable, 'columns'>,
): SharedWithTraining | null {
  if (trainedOn === undefined) return null;
  const textOf = (wanted: string) => {
    const column = columns.find(({ name }) => name === wanted);
    return column?.kind === 'text' ? column.values : [];
  };
  const hashes = decodeFileHashes(trainedOn.files);
  const numSharedFiles = textOf(hashColumn).filter((hash) => isAmong(hashes, parseFileHash(hash))).length;
  const speakers = textOf(speakerColumn).filter((speaker) => speaker !== null);
  const known = new Set(trainedOn.speakers);
  const ofKnown = speakers.filter((speaker) => known.has(speaker));
  if (numSharedFiles === 0 && ofKnown.length === 0) return null;
  return {
    numSharedFiles,
    sharedSpeakers: [...new Set(ofKnown)].sort(compareByCodePoint),
    numClipsOfSharedSpeakers: ofKnown.length,
    numSpeakers: new Set(speakers).size,
  };
}

/** @param sorted ascending. */
function isAmong(sorted: Float64Array, wanted: number | null): boolean {
  if (wanted === null) return false;
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === wanted;
}
