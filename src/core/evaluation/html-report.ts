import { classificationReport } from './classification-report.ts';
import type { Evaluation } from './evaluation.ts';
import { rankMistakes } from './rank-mistakes.ts';
import { formatReport } from './report-text.ts';
import { wilsonInterval } from './wilson-interval.ts';

const style = `
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { max-width: 72rem; margin: 2rem auto; padding: 0 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.25rem 0.6rem; text-align: end; border: 1px solid color-mix(in srgb, currentcolor 25%, transparent); }
td.text, th.text { text-align: start; overflow-wrap: anywhere; }
td.hit { font-weight: 700; }
td.none { opacity: 0.6; }
`;

/**
 * Writes an evaluation as one HTML document that needs nothing else: no script, no outside file. All text from the
 * evaluation (labels, paths, reasons) is escaped and set apart from the direction of the text around it.
 */
export function htmlReport(evaluation: Evaluation): string {
  const { labels, confusion } = evaluation;
  const title = `${evaluation.split} set evaluation: ${evaluation.model}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
<p>${summarySentence(evaluation)}</p>
<h2>Confusion matrix</h2>
${matrixTable(labels, confusion)}
<h2>Classification report</h2>
<pre class="wide">${escapeHtml(formatReport(classificationReport(confusion, labels)))}</pre>
${mistakesSection(evaluation)}
${unreadableSection(evaluation)}
</body>
</html>
`;
}

function summarySentence(evaluation: Evaluation): string {
  const { numClips, accuracy, loss, seconds, clipsPerSec } = evaluation;
  const [low, high] = wilsonInterval(Math.round(accuracy * numClips), numClips);
  const interval = `95 % interval ${low.toFixed(4)} to ${high.toFixed(4)}`;
  const lossPart = loss === null ? '' : ` Loss ${loss.toFixed(4)}.`;
  const speed = `${seconds.toFixed(1)} s, ${clipsPerSec.toFixed(0)} clips/s on ${escapeHtml(evaluation.backend)}`;
  return `Accuracy <strong>${accuracy.toFixed(4)}</strong> (${interval}) on ${numClips} clips.${lossPart} ${speed}.`;
}

function matrixTable(labels: readonly string[], confusion: Evaluation['confusion']): string {
  const heads = labels.map((label) => `<th scope="col">${isolated(label)}</th>`).join('');
  const rows = labels.map((label, i) => {
    const cells = (confusion[i] ?? []).map((count, j) => {
      const kind = i === j ? 'hit' : count === 0 ? 'none' : '';
      return `<td${kind === '' ? '' : ` class="${kind}"`}>${count}</td>`;
    });
    return `<tr><th scope="row" class="text">${isolated(label)}</th>${cells.join('')}</tr>`;
  });
  return `<div class="wide"><table>
<caption>Rows: <b>Actual</b>. Columns: <b>Predicted</b>. Cells: clips.</caption>
<thead><tr><td></td>${heads}</tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table></div>`;
}

function mistakesSection({ clips }: Evaluation): string {
  const mistakes = rankMistakes(clips);
  if (mistakes.length === 0) return '<h2>Mistakes</h2>\n<p>None.</p>';
  const rows = mistakes.map(({ path, label, predicted, scores }) => {
    const texts = [path, label, predicted].map((text) => `<td class="text">${isolated(text)}</td>`).join('');
    return `<tr>${texts}<td>${(scores[predicted] ?? 0).toFixed(4)}</td></tr>`;
  });
  return `<h2>Mistakes</h2>
<p>Most confident first.</p>
${textTable(['Clip', 'Actual', 'Predicted', 'Score'], rows)}`;
}

function unreadableSection({ unreadable }: Evaluation): string {
  if (unreadable.length === 0) return '';
  const rows = unreadable.map(
    ({ path, reason }) =>
      `<tr><td class="text">${isolated(path)}</td><td class="text">${escapeHtml(reason)}</td></tr>`,
  );
  return `<h2>Files that could not be used</h2>\n${textTable(['File', 'Reason'], rows)}`;
}

function textTable(heads: readonly string[], rows: readonly string[]): string {
  const head = heads.map((name) => `<th scope="col" class="text">${name}</th>`).join('');
  return `<div class="wide"><table><thead><tr>${head}</tr></thead>\n<tbody>\n${rows.join('\n')}\n</tbody></table></div>`;
}

const isolated = (text: string) => `<bdi>${escapeHtml(text)}</bdi>`;

/** Makes text safe between tags and inside quoted attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
