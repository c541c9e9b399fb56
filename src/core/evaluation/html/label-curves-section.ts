import type { Curve } from '../curves/curve.ts';
import { type LabelCurves, type OneVsRest, oneVsRest } from '../curves/one-vs-rest.ts';
import type { RunFigures } from '../run-figures.ts';
import { type Axis, chart, legendItem, line, placeX, placeY, shareAxis } from './chart.ts';
import { isolated } from './escape.ts';
import { decimals } from './numbers.ts';
import { numberHead, plainTable, section, textHead } from './section.ts';
import { numClassColours } from './style.ts';

/** More than the eye can see in a chart of this size. */
const maxPoints = 120;
/** Sorting more than so many scores takes longer than one wants to wait for a report. */
const mostScores = 20_000_000;

/** ROC and precision–recall curves of the labels and their averages. */
export function labelCurvesSection({ table }: RunFigures): string {
  if (table.numScores === 0 || table.scores.length > mostScores) return '';
  const curves = oneVsRest(table, maxPoints);
  if (curves.micro.roc === null) return '';
  const shown = chooseLabels(curves.labels);
  const legend = legendOf(shown, table.labels);
  const few =
    shown.length < table.numScores
      ? `<p>The averages of all labels, and the ${shown.length} labels with the smallest area under their curve.</p>`
      : '';
  return section(
    'curves',
    'Each label against all others',
    `${few}
<ul class="legend">${legend}</ul>
<div class="charts">
${rocFigure(curves, shown)}
${precisionRecallFigure(curves, shown)}
</div>
${areaTable(curves.labels, table.labels)}`,
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

function legendOf(shown: readonly number[], labels: readonly string[]): string {
  const averages = [legendItem('macro average', 'mean'), legendItem('micro average', 'micro')];
  const items = shown.map((label, place) => legendItem(isolated(labels[label] ?? ''), classesOf(place)));
  return [...averages, ...items].join('');
}

function rocFigure({ labels, micro, macro }: OneVsRest, shown: readonly number[]): string {
  const x = shareAxis('False positive rate');
  const y = shareAxis('True positive rate');
  const even = `<path class="even" d="M${placeX(x, 0)} ${placeY(y, 0)}L${placeX(x, 1)} ${placeY(y, 1)}"/>`;
  const lines = shown.map((label, place) => drawn(x, y, labels[label]?.roc, classesOf(place)));
  lines.push(drawn(x, y, micro.roc, 'micro'), drawn(x, y, macro.roc, 'mean'));
  const caption = `ROC; area: macro ${area(macro.rocAuc)}, micro ${area(micro.rocAuc)}`;
  return `<figure><h3>ROC</h3>${chart('ROC curves', x, y, even + lines.join(''))}<figcaption>${caption}</figcaption></figure>`;
}

function precisionRecallFigure({ labels, micro, macro }: OneVsRest, shown: readonly number[]): string {
  const x = shareAxis('Recall');
  const y = shareAxis('Precision');
  const lines = shown.map((label, place) => drawn(x, y, labels[label]?.precisionRecall, classesOf(place)));
  lines.push(drawn(x, y, micro.precisionRecall, 'micro'));
  const caption = `Average precision: macro ${area(macro.averagePrecision)}, micro ${area(micro.averagePrecision)}. There is no mean curve.`;
  return `<figure><h3>Precision and recall</h3>${chart('Precision–recall curves', x, y, lines.join(''))}<figcaption>${caption}</figcaption></figure>`;
}

function drawn(x: Axis, y: Axis, curve: Curve | null | undefined, classes: string): string {
  return curve === null || curve === undefined ? '' : line(x, y, curve, classes);
}

const area = (value: number | null) => (value === null ? '–' : decimals(value, 4));

function areaTable(curves: readonly LabelCurves[], labels: readonly string[]): string {
  const rows = curves.map(
    ({ rocAuc, averagePrecision }, label) =>
      `<tr><th scope="row" class="text">${isolated(labels[label] ?? '')}</th><td>${area(rocAuc)}</td><td>${area(averagePrecision)}</td></tr>`,
  );
  const heads = [textHead('Label'), numberHead('Area under ROC'), numberHead('Average precision')];
  return `<details>\n<summary>In numbers</summary>\n${plainTable(heads, rows)}\n</details>`;
}
