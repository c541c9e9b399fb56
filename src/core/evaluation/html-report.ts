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
import { robustnessSection } from './html/robustness-section.ts';
import { slicesSection } from './html/slices-section.ts';
import { style } from './html/style.ts';
import { summarySection } from './html/summary.ts';
import { figuresOf, type RunFigures } from './run-figures.ts';
import type { RunRecord } from './run-record.ts';
import { type ReportLanguage, type ReportWords, reportWords } from './html/words.ts';

export type HtmlReportOptions = {
  /** Of `record`, where they are known already. */
  readonly figures?: RunFigures;
  /** Another run, of another model or at another time, to compare this one with. */
  readonly compared?: RunRecord | null;
  readonly language?: ReportLanguage;
  /** Why the first files were left out, in that language; English by default. */
  readonly reasons?: readonly string[];
};

/**
 * Writes a run as one HTML document that needs nothing else: no script, no outside file, light and dark, fit for paper.
 * All text from the run (labels, paths, reasons) is escaped and set apart from the direction of the text around it.
 */
export function htmlReport(record: RunRecord, options: HtmlReportOptions = {}): string {
  const { figures = figuresOf(record), compared = null, language = 'en', reasons = [] } = options;
  const words = reportWords(language);
  const title = titleOf(record, words);
  const sections = [
    compared === null ? '' : comparisonSection(record, figures, compared, words),
    matrixSection(figures, words),
    confusionsSection(figures, words),
    reportSection(figures, words),
    labelCurvesSection(figures, words),
    confidenceSection(figures, words),
    slicesSection(figures, words),
    robustnessSection(record, words),
    mistakesSection(figures, words),
    doubtfulSection(figures, words),
    editsSection(record, words),
    unreadableSection(record, words, reasons),
  ].filter((text) => text !== '');
  return `<!doctype html>
<html lang="${words.tag}">
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
${summarySection(record, figures, words)}
</header>
${contents(sections, words)}
<main>
${sections.join('\n')}
</main>
<footer class="soft">Phonoscope</footer>
</body>
</html>
`;
}

/** As the command line's last line: the split, what was done, and with what. */
function titleOf(
  { split, model, dataName }: RunRecord,
  { evaluation, evaluationOf, colon }: ReportWords,
): string {
  const what = split === '' ? evaluation : evaluationOf(split);
  return `${what}${colon}${model === '' ? dataName : model}`;
}

function contents(sections: readonly string[], words: ReportWords): string {
  const links = sections.map((text) => {
    const [, id = '', title = ''] = /^<section id="(\w+)">\n<h2>([^<]*)<\/h2>/.exec(text) ?? [];
    return `<li><a href="#${id}">${title}</a></li>`;
  });
  return `<nav aria-label="${words.contents}"><ul>${links.join('')}</ul></nav>`;
}
