import type { ClassificationReport, ReportScores } from './classification-report.ts';

const widestAverage = 'weighted avg';
const columns = ['precision', 'recall', 'f1-score', 'support'];

/**
 * Lays the report out exactly as scikit-learn's `classification_report` prints it, two digits, and ends with a
 * newline. Widths count code points, as Python does.
 */
export function formatReport(report: ClassificationReport): string {
  const names = report.rows.map((row) => row.label);
  const width = Math.max(widestAverage.length, ...names.map(numCodePoints));
  const line = (name: string, cells: readonly string[]) =>
    `${padStart(name, width)} ${cells.map((cell) => ` ${padStart(cell, 9)}`).join('')}\n`;
  const cellsOf = (scores: ReportScores) => [
    twoDigits(scores.precision),
    twoDigits(scores.recall),
    twoDigits(scores.f1Score),
    String(scores.support),
  ];
  const numClips = String(report.macroAverage.support);
  return [
    line('', columns),
    '\n',
    ...report.rows.map((row) => line(row.label, cellsOf(row))),
    '\n',
    line('accuracy', ['', '', twoDigits(report.accuracy), numClips]),
    line('macro avg', cellsOf(report.macroAverage)),
    line(widestAverage, cellsOf(report.weightedAverage)),
  ].join('');
}

/**
 * Two digits as Python prints them. Both languages round the exact binary value, but a tie (only odd eighths can be
 * one) goes to the even digit in Python and up in JavaScript's `toFixed`: 0.125 is "0.12", 0.375 is "0.38".
 */
function twoDigits(value: number): string {
  const eighths = value * 8;
  const isTie = Number.isInteger(eighths) && eighths % 2 !== 0;
  if (!isTie) return value.toFixed(2);
  const lower = Math.floor(value * 100);
  return ((lower % 2 === 0 ? lower : lower + 1) / 100).toFixed(2);
}

function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - numCodePoints(text))) + text;
}

const numCodePoints = (text: string) => Array.from(text).length;
