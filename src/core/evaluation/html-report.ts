import {
  confusionsSection,
  doubtfulSection,
  editsSection,
  mistakesSection,
  unreadableSection,
} from './html/clip-lists.ts';
import { comparisonSection } from './html/comparison-section.ts';
import { confidenceSection } from './html/confidence-section.ts';
import { escapeHtml, isolated } from './html/escape.ts';
import { labelCurvesSection } from './html/label-curves-section.ts';
import { heatRules, matrixSection } from './html/matrix.ts';
import { reportSection } from './html/report-section.ts';
import { slicesSection } from './html/slices-section.ts';
import { style } from './html/style.ts';
import { summarySection } from './html/summary.ts';
import { figuresOf, type RunFigures } from './run-figures.ts';
import type { RunRecord } from './run-record.ts';

/**
 * Writes a run as one HTML document that needs nothing else: no script, no outside file, light and dark, fit for paper.
 * All text from the run (labels, paths, reasons) is escaped and set apart from the direction of the text around it.
 *
 * @param compared another run, of another model or at another time, to compare this one with.
 */
export function htmlReport(
  record: RunRecord,
  figures: RunFigures = figuresOf(record),
  compared: RunRecord | null = null,
): string {
  const title = titleOf(record);
  const sections = [
    compared === null ? '' : comparisonSection(record, figures, compared),
    matrixSection(figures),
    confusionsSection(figures),
    reportSection(figures),
    labelCurvesSection(figures),
    confidenceSection(figures),
    slicesSection(figures),
    mistakesSection(figures),
    doubtfulSection(figures),
    editsSection(record),
    unreadableSection(record),
  ].filter((text) => text !== '');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${style}${heatRules()}</style>
</head>
<body>
<header>
<h1>${isolated(title)}</h1>
${summarySection(record, figures)}
</header>
${contents(sections)}
<main>
${sections.join('\n')}
</main>
<footer class="soft">Phonoscope</footer>
</body>
</html>
`;
}

/** As the command line's last line: the split, what was done, and with what. */
function titleOf({ split, model, dataName }: RunRecord): string {
  const what = split === '' ? 'Evaluation' : `${split} set evaluation`;
  return `${what}: ${model === '' ? dataName : model}`;
}

function contents(sections: readonly string[]): string {
  const links = sections.map((text) => {
    const [, id = '', title = ''] = /^<section id="(\w+)">\n<h2>([^<]*)<\/h2>/.exec(text) ?? [];
    return `<li><a href="#${id}">${title}</a></li>`;
  });
  return `<nav aria-label="Contents"><ul>${links.join('')}</ul></nav>`;
}
