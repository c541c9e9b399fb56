import type { ReportScores } from '../classification-report.ts';
import type { Interval } from '../metrics/rate-intervals.ts';
import { formatReport } from '../report-text.ts';
import type { RunFigures } from '../run-figures.ts';
import { escapeHtml, isolated } from './escape.ts';
import { count, percent, percentInterval } from './numbers.ts';
import { numberHead, plainTable, section, textHead } from './section.ts';

/** Precision, recall and F1 of each label with intervals, and the same as scikit-learn prints it. */
export function reportSection(figures: RunFigures): string {
  const { report, rates } = figures;
  if (report.rows.length === 0) return '';
  const rows = report.rows.map(({ label, ...scores }, i) => {
    const rate = rates.labels[i];
    return rowOf(isolated(label), scores, rate?.precision ?? null, rate?.recall ?? null, '');
  });
  const sums = [
    rowOf('Mean of the labels', report.macroAverage, null, null, ' class="sum"'),
    rowOf('Mean weighted by clips', report.weightedAverage, null, null, ' class="sum"'),
  ];
  const heads = [
    textHead('Label'),
    ...['Precision', '95 %', 'Recall', '95 %', 'F1', 'Clips'].map(numberHead),
  ];
  return section(
    'report',
    'Classification report',
    `<p class="soft">Intervals: Wilson, as if clips were independent of each other.</p>
${plainTable(heads, [...rows, ...sums])}
<details>
<summary>As scikit-learn prints it</summary>
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
