import { invalidCsv } from '../csv.ts';

/** A column by its place in a row, and what it is called or the label that it is about. */
export type NamedColumn = { readonly name: string; readonly at: number };

/** Where the columns of a file of predictions stand; -1 where one is missing. */
export type PredictionColumns = {
  readonly label: number;
  readonly predicted: number;
  readonly path: number;
  /** Of the predicted label; says nothing where there are scores for each label. */
  readonly score: number;
  /** What the clip was labelled before a person changed it; our own exports have it. */
  readonly originalLabel: number;
  /** By label. */
  readonly scores: readonly NamedColumn[];
  /** Everything else; names may occur twice. */
  readonly others: readonly NamedColumn[];
};

/** What such columns are called: here, in scikit-learn's manner, in other tools'. */
const labelNames = ['label', 'true', 'actual', 'y_true', 'target'];
const predictedNames = ['predicted', 'prediction', 'pred', 'y_pred'];
const pathNames = ['path', 'file'];
const scorePrefixes = ['p:', 'prob_', 'score_'];

/**
 * Finds the columns of a file of predictions. Score columns are those that begin with `p:`, else `prob_`, else
 * `score_`, else those that are called exactly as a label.
 *
 * @param occurring labels in one column, given its place; asked only where no score column has a prefix.
 * @throws PhonoscopeError `csv-invalid` where there is no label, no prediction, or one of these columns twice.
 */
export function readHeader(
  cells: readonly string[],
  line: number,
  occurring: (column: number) => Iterable<string>,
): PredictionColumns {
  const find = (wanted: readonly string[]) => findColumn(cells, wanted, line);
  const label = find(labelNames);
  const predicted = find(predictedNames);
  if (label === -1) throw invalidCsv(line, 'the header has no column "label"');
  if (predicted === -1) throw invalidCsv(line, 'the header has no column "predicted"');
  const roles = {
    label,
    predicted,
    path: find(pathNames),
    score: find(['score']),
    originalLabel: find(['original_label']),
  };
  const taken = new Set(Object.values(roles));
  const free = cells
    .map((name, at) => ({ name, at }))
    .filter(({ name, at }) => name.trim() !== '' && !taken.has(at));
  const scores = findScores(free, () => new Set([...occurring(label), ...occurring(predicted)]));
  refuseTwice(scores, line);
  const isScore = new Set(scores.map(({ at }) => at));
  const others = free.filter(({ at }) => !isScore.has(at)).map(({ name, at }) => ({ name: name.trim(), at }));
  return { ...roles, scores, others };
}

/** The first of the wanted names that there is, however it is capitalised. */
function findColumn(cells: readonly string[], wanted: readonly string[], line: number): number {
  const names = cells.map((cell) => cell.trim().toLowerCase());
  const name = wanted.find((each) => names.includes(each));
  if (name === undefined) return -1;
  const column = names.indexOf(name);
  if (names.includes(name, column + 1)) throw invalidCsv(line, `the header has the column "${name}" twice`);
  return column;
}

function findScores(free: readonly NamedColumn[], occurring: () => ReadonlySet<string>): NamedColumn[] {
  const rename = (nameOf: (name: string) => string | null) =>
    free.flatMap(({ name, at }) => {
      const label = nameOf(name);
      return label === null ? [] : [{ name: label.normalize('NFC'), at }];
    });
  for (const prefix of scorePrefixes) {
    const prefixed = rename((name) => cutPrefix(name, prefix));
    if (prefixed.length > 0) return prefixed;
  }
  const labels = occurring();
  return rename((name) => [name, name.trim()].find((each) => labels.has(each.normalize('NFC'))) ?? null);
}

/** What follows the prefix as it is written, spaces and all; null without prefix, or where nothing follows. */
function cutPrefix(name: string, prefix: string): string | null {
  const text = name.trimStart();
  return text.startsWith(prefix) && text.length > prefix.length ? text.slice(prefix.length) : null;
}

function refuseTwice(columns: readonly NamedColumn[], line: number): void {
  const seen = new Set<string>();
  for (const { name } of columns) {
    if (seen.has(name)) throw invalidCsv(line, `the header has the scores of "${name}" twice`);
    seen.add(name);
  }
}
