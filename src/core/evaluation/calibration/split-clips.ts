import { createRandom, shuffledIndices } from '../../training/random.ts';

/** Two parts of all clips; places rise. */
export type ClipSplit = { readonly fit: Int32Array; readonly shown: Int32Array };

/**
 * Parts clips by chance into one half to fit something to and one to show its effect on. The same seed gives the same.
 *
 * @param clusters - what each clip belongs to, such as its speaker, `[numClips]`; clusters stay whole, so that the halves
 * are only about equal. A negative number: the clip stands alone. Null: all do; also where there is but one cluster.
 */
export function splitClips(numClips: number, clusters: Int32Array | null, seed: number): ClipSplit {
  const byCluster = clusters === null ? [] : groupsOf(clusters);
  const groups = byCluster.length > 1 ? byCluster : Array.from({ length: numClips }, (_, clip) => [clip]);
  const isFit = new Uint8Array(numClips);
  let numFit = 0;
  // The last group is always shown.
  for (const group of shuffledIndices(groups.length, createRandom(seed)).slice(0, -1)) {
    if (numFit >= Math.floor(numClips / 2)) break;
    const clips = groups[group] ?? [];
    for (const clip of clips) isFit[clip] = 1;
    numFit += clips.length;
  }
  const all = Int32Array.from(isFit, (_, clip) => clip);
  return { fit: all.filter((clip) => isFit[clip] === 1), shown: all.filter((clip) => isFit[clip] === 0) };
}

function groupsOf(clusters: Int32Array): number[][] {
  const alone: number[][] = [];
  const groups = new Map<number, number[]>();
  clusters.forEach((cluster, clip) => {
    const group = groups.get(cluster);
    if (cluster < 0) alone.push([clip]);
    else if (group === undefined) groups.set(cluster, [clip]);
    else group.push(clip);
  });
  return [...groups.values(), ...alone];
}
