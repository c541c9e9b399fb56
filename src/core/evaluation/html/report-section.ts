import type { ReportScores } from '../classification-report.ts';
import type { Interval } from '../metrics/rate-intervals.ts';
import { formatReport } from '../report-text.ts';
import type { RunFigures } from '../run-figures.ts';
import { escapeHtml, isolated } from './escape.ts';
import { count, percent, percentInterval } from './numbers.ts';
import { numberHead, plainTable, section, textHead } from './section.ts';
import type { ReportWords } from './words.ts';

/** Precision, recall and F1 of each label with intervals, and the same as scikit-learn prints it. */
export function reportSection(figures: RunFigures, words: ReportWords): string {
  const { title, intervals, macro, weighted, asText } = words.report;
  const { report, rates } = figures;
  if (report.rows.length === 0) return '';
  const rows = report.rows.map(({ label, ...scores }, i) => {
    const rate = rates.labels[i];
    return rowOf(isolated(label), scores, rate?.precision ?? null, rate?.recall ?? null, '');
  });
  const sums = [
    rowOf(macro, report.macroAverage, null, null, ' class="sum"'),
    rowOf(weighted, report.weightedAverage, null, null, ' class="sum"'),
  ];
  const heads = [
    textHead(words.label),
    ...[words.precision, '95 %', words.recall, '95 %', 'F1', words.clips].map(numberHead),
  ];
  return section(
    'report',
    title,
    `<p class="soft">${intervals}</p>
${plainTable(heads, [...rows, ...sums])}
<details>
<summary>${asText}</summary>
<pre class="wide" tabindex="0">${escapeHtml(formatReport(report))}</pre>
</details>`,
  );
}

function rowOf(
  name: string,
  { precision, recall, f1Score, support }: ReportScores,
  precisionInterval: Interval | null,
  recallInterval: Interval | null,
  attributes: string,
): string {
  const interval = (value: Interval | null) =>
    `<td class="soft">${value === null ? '' : percentInterval(value)}</td>`;
  return `<tr${attributes}><th scope="row" class="text">${name}</th><td>${percent(precision)}</td>${interval(precisionInterval)}<td>${percent(recall)}</td>${interval(recallInterval)}<td>${percent(f1Score)}</td><td>${count(support)}</td></tr>`;
}
