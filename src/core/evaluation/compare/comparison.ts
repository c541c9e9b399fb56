import type { Interval } from '../metrics/rate-intervals.ts';
import type { RunTable } from '../run-record.ts';
import { speakerClusters } from '../speaker-clusters.ts';
import { wilsonInterval } from '../wilson-interval.ts';
import { type AlignedClips, alignTables } from './align-tables.ts';
import { bootstrapDifference, type Differences } from './bootstrap-difference.ts';
import { differenceMatrix, type Disagreements, findDisagreements } from './disagreements.ts';
import { mcnemarExact } from './mcnemar.ts';

/** How often one of two models is right about the shared clips. */
export type ComparedAccuracy = {
  readonly numCorrect: number;
  readonly value: number;
  readonly interval: Interval;
};

/** Two models on the clips that both were given. */
export type RunComparison = {
  readonly clips: Omit<AlignedClips, 'clipsA' | 'clipsB'> & {
    /** As the first run has them, `[shared]`. */
    readonly paths: readonly string[];
  };
  /** Null where no clip is shared. */
  readonly accuracyA: ComparedAccuracy | null;
  readonly accuracyB: ComparedAccuracy | null;
  /** The second model's figures less the first one's. */
  readonly differences: Differences | null;
  /** True where speakers were drawn whole for the intervals of the differences. */
  readonly isBySpeaker: boolean;
  readonly disagreements: Disagreements;
  /** Of McNemar's exact test. */
  readonly pValue: number;
  /** `[labels][labels]`, the second model's confusion matrix less the first one's. */
  readonly matrix: readonly (readonly number[])[];
};

/** So that the same two runs always have the same intervals. */
const seed = 1;

/**
 * Compares two runs clip by clip.
 *
 * @param a - with its edits, as `b`.
 */
export function compareTables(a: RunTable, b: RunTable): RunComparison {
  const aligned = alignTables(a, b);
  const { clipsA, clipsB: _, ...clips } = aligned;
  const clusters = clustersOf(a, aligned.clipsA) ?? clustersOf(b, aligned.clipsB);
  const disagreements = findDisagreements(aligned);
  const { numBothRight, onlyARight, onlyBRight } = disagreements;
  const numClips = aligned.actual.length;
  return {
    clips: { ...clips, paths: Array.from(clipsA, (clip) => a.paths[clip] ?? '') },
    accuracyA: accuracyOf(numBothRight + onlyARight.length, numClips),
    accuracyB: accuracyOf(numBothRight + onlyBRight.length, numClips),
    differences: bootstrapDifference(aligned, { clusters, seed }),
    isBySpeaker: clusters !== null,
    disagreements,
    pValue: mcnemarExact(onlyARight.length, onlyBRight.length),
    matrix: differenceMatrix(aligned),
  };
}

/** The speakers of the shared clips; null where fewer than two are known. */
function clustersOf(table: RunTable, clips: Int32Array): Int32Array | null {
  const all = speakerClusters(table);
  if (all === null) return null;
  const shared = Int32Array.from(clips, (clip) => all[clip] ?? -1);
  return new Set(shared.filter((speaker) => speaker >= 0)).size < 2 ? null : shared;
}

function accuracyOf(numCorrect: number, numClips: number): ComparedAccuracy | null {
  if (numClips === 0) return null;
  return { numCorrect, value: numCorrect / numClips, interval: wilsonInterval(numCorrect, numClips) };
}
