import type { Curve } from '../curves/curve.ts';
import { type LabelCurves, type OneVsRest, oneVsRest } from '../curves/one-vs-rest.ts';
import type { RunFigures } from '../run-figures.ts';
import { type Axis, chart, legendItem, line, placeX, placeY, shareAxis } from './chart.ts';
import { isolated } from './escape.ts';
import { decimals } from './numbers.ts';
import { numberHead, plainTable, section, textHead } from './section.ts';
import { numClassColours } from './style.ts';
import type { ReportWords } from './words.ts';

/** More than the eye can see in a chart of this size. */
const maxPoints = 120;
/** Sorting more than so many scores takes longer than one wants to wait for a report. */
const mostScores = 20_000_000;

/** ROC and precision–recall curves of the labels and their averages. */
export function labelCurvesSection({ table }: RunFigures, words: ReportWords): string {
  if (table.numScores === 0 || table.scores.length > mostScores) return '';
  const curves = oneVsRest(table, maxPoints);
  if (curves.micro.roc === null) return '';
  const shown = chooseLabels(curves.labels);
  const legend = legendOf(shown, table.labels, words);
  const few = shown.length < table.numScores ? `<p>${words.curves.few(shown.length)}</p>` : '';
  return section(
    'curves',
    words.curves.title,
    `${few}
<ul class="legend">${legend}</ul>
<div class="charts">
${rocFigure(curves, shown, words)}
${precisionRecallFigure(curves, shown, words)}
</div>
${areaTable(curves.labels, table.labels, words)}`,
  );
}

/** The labels that are drawn: all, or those that are told apart worst; in their order. */
function chooseLabels(labels: readonly LabelCurves[]): number[] {
  const known = Array.from(labels.keys()).filter((label) => labels[label]?.rocAuc !== null);
  const area = (label: number) => labels[label]?.rocAuc ?? 1;
  const worst = known.toSorted((a, b) => area(a) - area(b)).slice(0, numClassColours);
  return worst.sort((a, b) => a - b);
}

const classesOf = (place: number) => `c${place}${place % 2 === 1 ? ' dashed' : ''}`;

function legendOf(shown: readonly number[], labels: readonly string[], { curves }: ReportWords): string {
  const averages = [legendItem(curves.macro, 'mean'), legendItem(curves.micro, 'micro')];
  const items = shown.map((label, place) => legendItem(isolated(labels[label] ?? ''), classesOf(place)));
  return [...averages, ...items].join('');
}

function rocFigure(
  { labels, micro, macro }: OneVsRest,
  shown: readonly number[],
  { curves }: ReportWords,
): string {
  const x = shareAxis(curves.falsePositives);
  const y = shareAxis(curves.truePositives);
  const even = `<path class="even" d="M${placeX(x, 0)} ${placeY(y, 0)}L${placeX(x, 1)} ${placeY(y, 1)}"/>`;
  const lines = shown.map((label, place) => drawn(x, y, labels[label]?.roc, classesOf(place)));
  lines.push(drawn(x, y, micro.roc, 'micro'), drawn(x, y, macro.roc, 'mean'));
  const caption = curves.rocCaption(area(macro.rocAuc), area(micro.rocAuc));
  return `<figure><h3>ROC</h3>${chart(curves.roc, x, y, even + lines.join(''))}<figcaption>${caption}</figcaption></figure>`;
}

function precisionRecallFigure(
  { labels, micro, macro }: OneVsRest,
  shown: readonly number[],
  { curves, precision, recall }: ReportWords,
): string {
  const x = shareAxis(recall);
  const y = shareAxis(precision);
  const lines = shown.map((label, place) => drawn(x, y, labels[label]?.precisionRecall, classesOf(place)));
  lines.push(drawn(x, y, micro.precisionRecall, 'micro'));
  const caption = curves.precisionRecallCaption(area(macro.averagePrecision), area(micro.averagePrecision));
  return `<figure><h3>${curves.precisionRecall}</h3>${chart(curves.precisionRecall, x, y, lines.join(''))}<figcaption>${caption}</figcaption></figure>`;
}

function drawn(x: Axis, y: Axis, curve: Curve | null | undefined, classes: string): string {
  return curve === null || curve === undefined ? '' : line(x, y, curve, classes);
}

const area = (value: number | null) => (value === null ? '–' : decimals(value, 4));

function areaTable(
  areas: readonly LabelCurves[],
  labels: readonly string[],
  { curves, label: labelHead }: ReportWords,
): string {
  const rows = areas.map(
    ({ rocAuc, averagePrecision }, label) =>
      `<tr><th scope="row" class="text">${isolated(labels[label] ?? '')}</th><td>${area(rocAuc)}</td><td>${area(averagePrecision)}</td></tr>`,
  );
  const heads = [textHead(labelHead), numberHead(curves.area), numberHead(curves.averagePrecision)];
  return `<details>\n<summary>${curves.inNumbers}</summary>\n${plainTable(heads, rows)}\n</details>`;
}
