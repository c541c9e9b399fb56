import type { Curve } from '../../../core/evaluation/curves/curve.ts';
import type { OneVsRest } from '../../../core/evaluation/curves/one-vs-rest.ts';
import { classColour } from '../../shared/class-colour.ts';
import type { ChartLine } from './charts/chart-line.ts';

/** A label's curves or those of an average, with how they are drawn. */
export type CurveEntry = Omit<ChartLine, 'curve'> & {
  readonly isAverage: boolean;
  readonly roc: Curve | null;
  readonly precisionRecall: Curve | null;
  readonly rocAuc: number | null;
  readonly averagePrecision: number | null;
};

export type CurveKind = 'roc' | 'precisionRecall';

/** More lines than this nobody can follow. */
export const mostLabels = 12;
const numWorst = 3;

/** Colours repeat after twelve labels; strokes tell the repeats apart. */
const dashes = [undefined, '6 3', '2 3', '9 3 2 3'];
const numColours = 12;

/** The two averages, then each label that has curves, in the model's order. */
export function listCurves(
  { macro, micro, labels: curves }: OneVsRest,
  labels: readonly string[],
  names: { readonly macro: string; readonly micro: string },
): CurveEntry[] {
  const average = { isAverage: true, colour: 'var(--text)', widthPx: 2.5 };
  return [
    { ...average, ...macro, id: 'macro', name: names.macro, dash: undefined, precisionRecall: null },
    { ...average, ...micro, id: 'micro', name: names.micro, dash: '7 4' },
    ...curves.flatMap((each, i): CurveEntry[] => {
      if (each.rocAuc === null) return [];
      const dash = dashes[Math.floor(i / numColours) % dashes.length];
      const drawn = { id: `label ${i}`, name: labels[i] ?? '', colour: classColour(i), dash, widthPx: 1.75 };
      return [{ ...each, ...drawn, isAverage: false }];
    }),
  ];
}

/** The labels with the least areas under the curves of one kind; equals by the other kind. */
export function worstLabels(entries: readonly CurveEntry[], kind: CurveKind): CurveEntry[] {
  const area = { roc: 'rocAuc', precisionRecall: 'averagePrecision' } as const;
  const [first, second] =
    kind === 'roc' ? [area.roc, area.precisionRecall] : [area.precisionRecall, area.roc];
  const difference = (a: CurveEntry, b: CurveEntry, key: typeof first) => (a[key] ?? 1) - (b[key] ?? 1);
  return entries
    .filter(({ isAverage }) => !isAverage)
    .toSorted((a, b) => difference(a, b, first) || difference(a, b, second))
    .slice(0, numWorst);
}

/** What is drawn as long as nothing has been chosen. */
export function usualChoice(entries: readonly CurveEntry[]): ReadonlySet<string> {
  const averages = entries.filter(({ isAverage }) => isAverage);
  return new Set([...averages, ...worstLabels(entries, 'roc')].map(({ id }) => id));
}

/** The lines of a chart; averages are drawn last, over the others. */
export function linesOf(entries: readonly CurveEntry[], kind: CurveKind): ChartLine[] {
  const lines = entries.flatMap((entry) => {
    const curve = entry[kind];
    return curve === null ? [] : [{ ...entry, curve }];
  });
  return [...lines.filter(({ isAverage }) => !isAverage), ...lines.filter(({ isAverage }) => isAverage)];
}

/** Labels that have no curves, by the reason. */
export type Curveless = {
  readonly withoutClips: readonly string[];
  readonly withoutScores: readonly string[];
};

/** @param labels those with scores first, as in a table. */
export function findCurveless({ labels: curves }: OneVsRest, labels: readonly string[]): Curveless {
  return {
    withoutClips: curves.flatMap(({ rocAuc }, i) => (rocAuc === null ? [labels[i] ?? ''] : [])),
    withoutScores: labels.slice(curves.length),
  };
}
