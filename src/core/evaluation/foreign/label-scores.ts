import { type CsvRow, invalidCsv } from '../csv.ts';
import type { PredictionsNote } from './predictions-note.ts';
import type { NamedColumn, PredictionColumns } from './read-header.ts';
import { makeProbabilities, readScores } from './read-scores.ts';

/** So many scores fill 320 MB. */
const maxScores = 40_000_000;

/** The scores of each clip, as probabilities. */
export type LabelScores = {
  /** The labels that have scores, in the order of their columns; none where the file has no scores. */
  readonly names: readonly string[];
  /** `[clips, names]`, row-major. */
  readonly values: Float64Array;
  readonly notes: readonly PredictionsNote[];
  /** Columns that turned out to be about the clip. */
  readonly others: readonly NamedColumn[];
};

/**
 * Reads the scores. A single column, where two labels occur, is the probability of its own; where that cannot be, the
 * column is kept as any other.
 *
 * @param occurring all labels and predictions of the file.
 * @throws PhonoscopeError `csv-invalid` with the line of a score that is no finite number; where there are too many.
 */
export function readLabelScores(
  rows: readonly CsvRow[],
  { scores, score, others }: PredictionColumns,
  occurring: ReadonlySet<string>,
): LabelScores {
  if (rows.length * scores.length > maxScores)
    throw invalidCsv(1, `there are more than ${maxScores} scores in the file`);
  const [only] = scores;
  if (only === undefined)
    return withoutScores(hasCells(rows, score) ? [{ name: 'score', at: score }] : [], others);
  const names = scores.map(({ name }) => name);
  const rest = [...occurring].filter((label) => label !== only.name);
  if (names.length === 1 && rest.length > 0) {
    return complete(rows, only, rest, others) ?? withoutScores([only], others);
  }
  const values = readScores(rows, scores);
  const form = makeProbabilities(values, names.length);
  return { names, values, notes: form === 'probabilities' ? [] : [{ kind: `scores-${form}` }], others };
}

function withoutScores(kept: readonly NamedColumn[], others: readonly NamedColumn[]): LabelScores {
  return { names: [], values: new Float64Array(0), notes: [], others: [...kept, ...others] };
}

function hasCells(rows: readonly CsvRow[], column: number): boolean {
  return rows.some(({ cells }) => (cells[column] ?? '') !== '');
}

/** One label's probabilities say what the other's are; null where there is no other, or they are no probabilities. */
function complete(
  rows: readonly CsvRow[],
  only: NamedColumn,
  rest: readonly string[],
  others: readonly NamedColumn[],
): LabelScores | null {
  const [other, ...more] = rest;
  const known = readScores(rows, [only]);
  if (other === undefined || more.length > 0 || known.some((value) => value < 0 || value > 1)) return null;
  const values = new Float64Array(known.length * 2);
  known.forEach((value, i) => values.set([value, 1 - value], i * 2));
  const notes: PredictionsNote[] = [{ kind: 'scores-complement', label: only.name }];
  return { names: [only.name, other], values, notes, others };
}
