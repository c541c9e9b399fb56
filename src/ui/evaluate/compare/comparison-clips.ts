import type { RunComparison } from '../../../core/evaluation/compare/comparison.ts';

/** What the difference matrix shows. */
export type DifferenceTable = {
  /** Those that occur in the shared clips; the rest would be empty rows. */
  readonly labels: readonly string[];
  readonly counts: readonly (readonly number[])[];
  /** Clips of each label. */
  readonly totals: readonly number[];
};

/** The difference matrix without the labels that no shared clip has, and that neither model said of one. */
export function differenceTable({ clips, matrix }: RunComparison): DifferenceTable {
  const { labels, actual, predictedA, predictedB } = clips;
  const occurring = new Set([...actual, ...predictedA, ...predictedB]);
  const places = labels.map((_, place) => place).filter((place) => occurring.has(place));
  const totals = new Int32Array(labels.length);
  for (const label of actual) totals[label] = (totals[label] ?? 0) + 1;
  return {
    labels: places.map((place) => labels[place] ?? ''),
    counts: places.map((i) => places.map((j) => matrix[i]?.[j] ?? 0)),
    totals: places.map((place) => totals[place] ?? 0),
  };
}

/** The paths of clips by their places among the shared ones. */
export function pathsAt({ clips: { paths } }: RunComparison, places: Iterable<number>): string[] {
  return Array.from(places, (place) => paths[place] ?? '');
}

/** The clips of one label that exactly one of the two models took for another, or for itself. */
export function clipsOfCell({ clips }: RunComparison, actualLabel: string, saidLabel: string): string[] {
  const { labels, paths, actual, predictedA, predictedB } = clips;
  const [label, said] = [labels.indexOf(actualLabel), labels.indexOf(saidLabel)];
  const isOfOneOnly = (place: number) => (predictedA[place] === said) !== (predictedB[place] === said);
  return paths.filter((_, place) => actual[place] === label && isOfOneOnly(place));
}

/** What the second model said, by path. */
export function saidByOther({ clips }: RunComparison): ReadonlyMap<string, string> {
  const { labels, paths, predictedB } = clips;
  return new Map(paths.map((path, place) => [path, labels[predictedB[place] ?? -1] ?? '']));
}
