import { basename, resolve } from 'node:path';
import { classificationReport, reportToJson } from '../core/evaluation/classification-report.ts';
import { confusionMatrix, labelOrder } from '../core/evaluation/confusion-matrix.ts';
import { describeNote } from '../core/evaluation/foreign/predictions-note.ts';
import { parseForeignPredictions, recordOfPredictions } from '../core/evaluation/foreign-predictions.ts';
import { htmlReport } from '../core/evaluation/html-report.ts';
import { formatMatrix } from '../core/evaluation/matrix-text.ts';
import { parsePredictionsCsv } from '../core/evaluation/predictions-csv.ts';
import { formatReport } from '../core/evaluation/report-text.ts';
import type { CliIo } from './io.ts';
import { printable } from './progress.ts';
import { readText } from './read-text.ts';
import { saveResult } from './save-result.ts';
import { parseOptions, UsageError } from './usage.ts';

const help = `npm run -s cli -- report FILE.csv [--html F] [--json]

Prints scikit-learn's classification report and the confusion matrix of a CSV file (UTF-8) with the columns
label and predicted; other columns are ignored.

  --html F  also write a report as HTML; it uses the columns path, p:LABEL (scores of the labels), and all others
            to group clips by
  --json    {labels, confusion, report}
`;

/** Runs `report`. Labels are those that occur, sorted by code point. */
export async function reportCommand(args: string[], io: CliIo): Promise<number> {
  const { values, positionals } = parseOptions(args, {
    html: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  });
  if (values.help) {
    io.stdout(help);
    return 0;
  }
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) throw new UsageError('report takes one FILE.csv.');
  const text = await readText(path, io);
  const pairs = parsePredictionsCsv(text);
  const labels = labelOrder([], [...pairs.labels, ...pairs.predicted]);
  const confusion = confusionMatrix(pairs.labels, pairs.predicted, labels);
  const report = classificationReport(confusion, labels);
  io.stdout(
    values.json
      ? `${JSON.stringify({ labels, confusion, report: reportToJson(report) })}\n`
      : `${formatReport(report)}\n${formatMatrix(confusion, labels)}`,
  );
  if (values.html !== undefined) await saveHtml(text, path, resolve(io.cwd, values.html), io);
  return 0;
}

/** @throws PhonoscopeError `csv-invalid` for what only the HTML report reads: scores. */
async function saveHtml(text: string, path: string, file: string, io: CliIo): Promise<void> {
  const predictions = parseForeignPredictions(text);
  for (const note of predictions.notes) io.stderr(`${printable(describeNote(note))}\n`);
  await saveResult(file, htmlReport(recordOfPredictions(predictions, basename(path), Date.now())));
}
