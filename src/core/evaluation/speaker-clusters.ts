import { clusterClips } from './bootstrap/cluster-clips.ts';
import { speakerColumn } from './run-columns.ts';
import type { RunTable } from './run-record.ts';

/**
 * Clips of one speaker are right and wrong together: intervals and splits take speakers as wholes.
 *
 * @returns a number for the speaker of each clip, −1 where nobody knows; null where fewer than two are known.
 */
export function speakerClusters({ columns }: Pick<RunTable, 'columns'>): Int32Array | null {
  const speakers = columns.find(({ name, kind }) => name === speakerColumn && kind === 'text');
  if (speakers?.kind !== 'text') return null;
  const numSpeakers = new Set(speakers.values.filter((speaker) => speaker !== null)).size;
  return numSpeakers < 2 ? null : clusterClips(speakers.values);
}
