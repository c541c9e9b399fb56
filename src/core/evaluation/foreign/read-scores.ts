import { type CsvRow, invalidCsv } from '../csv.ts';
import type { NamedColumn } from './read-header.ts';

/** What had to be done so that the scores of a clip are probabilities. */
export type ScoreForm =
  /** They are: each is 0…1, and those of a clip sum to 1 but for rounding. */
  | 'probabilities'
  /** They summed to 100, and were divided by it. */
  | 'percentages'
  /** Some are negative, as logits and logarithms of probabilities are: each clip went through a softmax. */
  | 'logits'
  /** They summed to something else, as counts, votes or a sigmoid per label do: each clip was divided by its sum. */
  | 'scaled';

/** Two decimals and a few dozen labels can be off by as much. */
const sumTolerance = 0.02;

/**
 * Reads the scores of each clip as they are written.
 *
 * @returns `[rows, columns]`, row-major.
 * @throws PhonoscopeError `csv-invalid` with the line of a score that is no finite number.
 */
export function readScores(rows: readonly CsvRow[], columns: readonly NamedColumn[]): Float64Array {
  const width = columns.length;
  const values = new Float64Array(rows.length * width);
  rows.forEach((row, i) => {
    columns.forEach((column, j) => {
      values[i * width + j] = readScore(row, column);
    });
  });
  return values;
}

/**
 * Makes scores probabilities if they are not, in place. What they are is decided for all clips at once; probabilities
 * stay exactly as they are.
 *
 * @param values finite, `[clips, width]`, row-major.
 */
export function makeProbabilities(values: Float64Array, width: number): ScoreForm {
  const form = findForm(values, width);
  if (form !== 'probabilities') {
    for (let first = 0; first < values.length; first += width)
      scaleRow(values.subarray(first, first + width), form);
  }
  return form;
}

function readScore({ cells, line }: CsvRow, { name, at }: NamedColumn): number {
  const cell = cells[at]?.trim() ?? '';
  const value = cell === '' ? Number.NaN : Number(cell);
  if (Number.isFinite(value)) return value;
  throw invalidCsv(line, `the score of "${name}" is no number: "${cell.slice(0, 40)}"`);
}

function findForm(values: Float64Array, width: number): ScoreForm {
  if (values.some((value) => value < 0)) return 'logits';
  if (everyRowSumsTo(1, values, width)) return 'probabilities';
  return everyRowSumsTo(100, values, width) ? 'percentages' : 'scaled';
}

function everyRowSumsTo(total: number, values: Float64Array, width: number): boolean {
  for (let first = 0; first < values.length; first += width) {
    const sum = sumOf(values.subarray(first, first + width));
    if (Math.abs(sum - total) > sumTolerance * total) return false;
  }
  return true;
}

/** Changes the scores of one clip. A clip whose scores are all 0 gets equal ones. */
function scaleRow(row: Float64Array, form: ScoreForm): void {
  if (form === 'logits') {
    const highest = row.reduce((most, value) => Math.max(most, value), -Infinity);
    row.forEach((value, j) => {
      row[j] = Math.exp(value - highest);
    });
  }
  const largest = form === 'percentages' ? 100 : row.reduce((most, value) => Math.max(most, value), 0);
  // Divided by the largest first, for the sum of huge numbers is infinite.
  row.forEach((value, j) => {
    row[j] = largest === 0 ? 1 : value / largest;
  });
  const sum = form === 'percentages' ? 1 : sumOf(row);
  row.forEach((value, j) => {
    row[j] = value / sum;
  });
}

const sumOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);
