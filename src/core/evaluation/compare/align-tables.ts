import { labelOrder } from '../confusion-matrix.ts';
import type { ScoreTable } from '../score-table.ts';

/** A table with the path of each of its clips. */
export type NamedTable = ScoreTable & { readonly paths: readonly string[] };

/** The clips that two models were both given, in the order of the first one's table. */
export type AlignedClips = {
  /** The first table's labels in its order, then those only the second has. */
  readonly labels: readonly string[];
  /** Places in `labels`, `[shared]`. */
  readonly actual: Int32Array;
  /** What the first model said: places in `labels`, `[shared]`. */
  readonly predictedA: Int32Array;
  /** What the second model said: places in `labels`, `[shared]`. */
  readonly predictedB: Int32Array;
  /** Where each shared clip is in the first table, `[shared]`. */
  readonly clipsA: Int32Array;
  /** Where each shared clip is in the second table, `[shared]`. */
  readonly clipsB: Int32Array;
  /** Clips whose path only the first table has. */
  readonly numOnlyA: number;
  /** Clips whose path only the second table has. */
  readonly numOnlyB: number;
  /** Clips that both have, but with different labels; they are not among the shared. */
  readonly numRelabelled: number;
};

/**
 * Finds the clips that two tables share: same path (in one Unicode form) and same label. Where a path is there several
 * times, the first is matched with the first, and so on.
 */
export function alignTables(a: NamedTable, b: NamedTable): AlignedClips {
  const labels = labelOrder(a.labels, b.labels);
  const waiting = clipsByPath(b.paths);
  const clipsA: number[] = [];
  const clipsB: number[] = [];
  let numMatched = 0;
  a.paths.forEach((path, clipA) => {
    const clipB = waiting.get(path.normalize('NFC'))?.pop();
    if (clipB === undefined) return;
    numMatched += 1;
    if (actualLabel(a, clipA) !== actualLabel(b, clipB)) return;
    clipsA.push(clipA);
    clipsB.push(clipB);
  });
  const [fromA, fromB] = [placesIn(labels, a.labels), placesIn(labels, b.labels)];
  const pick = (column: Int32Array, clips: readonly number[], places: Int32Array) =>
    Int32Array.from(clips, (clip) => places[column[clip] ?? 0] ?? 0);
  return {
    labels,
    actual: pick(a.actual, clipsA, fromA),
    predictedA: pick(a.predicted, clipsA, fromA),
    predictedB: pick(b.predicted, clipsB, fromB),
    clipsA: Int32Array.from(clipsA),
    clipsB: Int32Array.from(clipsB),
    numOnlyA: a.paths.length - numMatched,
    numOnlyB: b.paths.length - numMatched,
    numRelabelled: numMatched - clipsA.length,
  };
}

/** The clips of each path, the first last. */
function clipsByPath(paths: readonly string[]): Map<string, number[]> {
  const clips = new Map<string, number[]>();
  for (let clip = paths.length - 1; clip >= 0; clip--) {
    const path = (paths[clip] ?? '').normalize('NFC');
    const same = clips.get(path);
    if (same === undefined) clips.set(path, [clip]);
    else same.push(clip);
  }
  return clips;
}

function actualLabel(table: ScoreTable, clip: number): string | undefined {
  return table.labels[table.actual[clip] ?? 0];
}

/** Where each of `labels` is in `all`. */
function placesIn(all: readonly string[], labels: readonly string[]): Int32Array {
  const placeOf = new Map(all.map((label, place) => [label, place]));
  return Int32Array.from(labels, (label) => placeOf.get(label) ?? 0);
}
