import type { WordCandidate } from '../../../../core/language/decoder/lattice.ts';

/** A word that was said perhaps, and the row it is drawn in, 0 at the top. */
export type StackedCandidate = { readonly candidate: WordCandidate; readonly lane: number };

/** More rows are not drawn: the rest is improbable. */
export const maxLanes = 6;

/**
 * Finds a row for each word that was said perhaps, so that none covers another: the most probable ones come first and so
 * stand at the top. Those that find no place in the rows there are left out.
 *
 * @returns by time, then by row.
 */
export function stackCandidates(candidates: readonly WordCandidate[]): StackedCandidate[] {
  const lanes: WordCandidate[][] = [];
  const stacked: StackedCandidate[] = [];
  for (const candidate of candidates.toSorted((a, b) => b.probability - a.probability)) {
    const free = lanes.findIndex((lane) => lane.every((other) => !overlap(candidate, other)));
    const lane = free >= 0 ? free : lanes.length;
    if (lane >= maxLanes) continue;
    (lanes[lane] ??= []).push(candidate);
    stacked.push({ candidate, lane });
  }
  return stacked.toSorted((a, b) => a.candidate.startSec - b.candidate.startSec || a.lane - b.lane);
}

function overlap(a: WordCandidate, b: WordCandidate): boolean {
  return a.startSec < b.endSec && b.startSec < a.endSec;
}
