import type { ConfusionMatrix } from './confusion-matrix.ts';

/** Lays a confusion matrix out as text: rows are the actual labels, columns the predicted ones. Ends with a newline. */
export function formatMatrix(confusion: ConfusionMatrix, labels: readonly string[]): string {
  const corner = 'actual \\ predicted';
  const head = [corner, ...labels];
  const rows = confusion.map((row, i) => [labels[i] ?? '', ...row.map(String)]);
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => numCodePoints(row[column] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) => ' '.repeat((widths[column] ?? 0) - numCodePoints(cell)) + cell).join('  ');
  return `${[head, ...rows].map(line).join('\n')}\n`;
}

const numCodePoints = (text: string) => Array.from(text).length;
