import type { Condition, ConditionGroup } from '../augmentation/conditions/condition.ts';
import type { HeardCondition } from './robustness-schema.ts';
import type { ClipEdit, RunRecord, RunTable } from './run-record.ts';
import { wilsonInterval } from './wilson-interval.ts';

/** How often a model is right under a condition; null = the recordings as they are. */
export type ConditionAccuracy = {
  readonly condition: Condition | null;
  readonly numClips: number;
  /** 0…1. */
  readonly accuracy: number;
  /** Of the accuracy, 95 %, Wilson's. */
  readonly interval: readonly [number, number];
};

/** One point of a curve of conditions. */
export type ConditionResult = ConditionAccuracy & { readonly x: number };

type Heard = Pick<HeardCondition, 'rows' | 'predicted'>;

/** No label of a table. */
const excluded = -2;

/**
 * How often a run's model is right under each condition that was measured, after what a person changed; first of all how
 * often it is with the same clips as they are. Empty where nothing was measured.
 */
export function conditionAccuracies({
  table,
  edits,
  robustness = [],
}: Pick<RunRecord, 'table' | 'edits' | 'robustness'>): ConditionAccuracy[] {
  if (robustness.length === 0) return [];
  const actual = labelsAfter(table, edits);
  const rows = rowsOfAny(robustness);
  const asTheyAre = { rows, predicted: rows.map((row) => table.predicted[row] ?? -1) };
  return [
    accuracyOf(null, asTheyAre, actual),
    ...robustness.map((heard) => accuracyOf(heard.condition, heard, actual)),
  ];
}

/** The rows that were heard under at least one condition, ascending. */
function rowsOfAny(robustness: readonly HeardCondition[]): Int32Array {
  const numRows = Math.max(0, ...robustness.map(({ rows }) => (rows.at(-1) ?? -1) + 1));
  const isHeard = new Uint8Array(numRows);
  for (const { rows } of robustness) for (const row of rows) isHeard[row] = 1;
  return Int32Array.from(isHeard.keys()).filter((row) => isHeard[row] === 1);
}

function accuracyOf(
  condition: Condition | null,
  { rows, predicted }: Heard,
  actual: Int32Array,
): ConditionAccuracy {
  let numClips = 0;
  let numCorrect = 0;
  rows.forEach((row, i) => {
    const label = actual[row] ?? excluded;
    const said = predicted[i] ?? -1;
    if (label === excluded) return;
    numClips += 1;
    if (said >= 0 && said === label) numCorrect += 1;
  });
  const accuracy = numClips === 0 ? 0 : numCorrect / numClips;
  return { condition, numClips, accuracy, interval: wilsonInterval(numCorrect, numClips) };
}

/** The label of each row; −1 for a new one, which the model cannot have said. */
function labelsAfter({ labels, paths, actual }: RunTable, edits: readonly ClipEdit[]): Int32Array {
  const editOf = new Map(edits.map((edit) => [edit.path, edit]));
  return actual.map((label, row) => {
    const edit = editOf.get(paths[row] ?? '');
    if (edit === undefined) return label;
    return edit.kind === 'exclude' ? excluded : labels.indexOf(edit.label);
  });
}

/** The points of a group that were measured, by their place on its axis. */
export function resultsOfGroup(
  { points }: ConditionGroup,
  accuracies: readonly ConditionAccuracy[],
): ConditionResult[] {
  const resultOf = new Map(accuracies.map((result) => [JSON.stringify(result.condition), result]));
  return points
    .flatMap(({ x, condition }) => {
      const result = resultOf.get(JSON.stringify(condition));
      return result === undefined ? [] : [{ ...result, x }];
    })
    .toSorted((a, b) => a.x - b.x);
}

/**
 * The axis on which a group's points stand, as charts take it.
 *
 * @param asIs what to write where the noise is the recordings' own, which is not known.
 */
export function axisOfGroup(
  { kind, unit }: ConditionGroup,
  results: readonly ConditionResult[],
  asIs: string,
) {
  const values = results.map(({ x }) => x);
  const ownNoise = kind === 'noise' ? results.find(({ condition }) => condition === null)?.x : undefined;
  return {
    title: unit ?? '',
    low: Math.min(...values),
    high: Math.max(...values),
    ticks: values,
    write: (value: number) => (value === ownNoise ? asIs : String(value).replace('-', '\u2212')),
  };
}
