import { classificationReport, reportToJson } from '../core/evaluation/classification-report.ts';
import { confusionMatrix, labelOrder } from '../core/evaluation/confusion-matrix.ts';
import { formatMatrix } from '../core/evaluation/matrix-text.ts';
import { parsePredictionsCsv } from '../core/evaluation/predictions-csv.ts';
import { formatReport } from '../core/evaluation/report-text.ts';
import type { CliIo } from './io.ts';
import { readText } from './read-text.ts';
import { parseOptions, UsageError } from './usage.ts';

const help = `npm run -s cli -- report FILE.csv [--json]

Prints scikit-learn's classification report and the confusion matrix of a CSV file (UTF-8) with the columns
label and predicted; other columns are ignored.

  --json   {labels, confusion, report}
`;

/** Runs `report`. Labels are those that occur, sorted by code point. */
export async function reportCommand(args: string[], io: CliIo): Promise<number> {
  const { values, positionals } = parseOptions(args, {
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  });
  if (values.help) {
    io.stdout(help);
    return 0;
  }
  const [path] = positionals;
  if (path === undefined || positionals.length > 1) throw new UsageError('report takes one FILE.csv.');
  const pairs = parsePredictionsCsv(await readText(path, io));
  const labels = labelOrder([], [...pairs.labels, ...pairs.predicted]);
  const confusion = confusionMatrix(pairs.labels, pairs.predicted, labels);
  const report = classificationReport(confusion, labels);
  io.stdout(
    values.json
      ? `${JSON.stringify({ labels, confusion, report: reportToJson(report) })}\n`
      : `${formatReport(report)}\n${formatMatrix(confusion, labels)}`,
  );
  return 0;
}
