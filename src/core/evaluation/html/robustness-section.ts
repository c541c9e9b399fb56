import { type ConditionGroup, conditionGroups } from '../../augmentation/conditions/condition.ts';
import { axisOfGroup, conditionAccuracies, type ConditionResult, resultsOfGroup } from '../robustness.ts';
import type { RunRecord } from '../run-record.ts';
import { chart, line, shareAxis } from './chart.ts';
import { count, decimals, percent, percentInterval } from './numbers.ts';
import { numberHead, plainTable, section, textHead } from './section.ts';
import type { ReportWords } from './words.ts';

/** How often the model is right in noise, in rooms, shifted: curves where the conditions have an order, and numbers. */
export function robustnessSection(record: RunRecord, words: ReportWords): string {
  const accuracies = conditionAccuracies(record);
  const [asTheyAre] = accuracies;
  if (asTheyAre === undefined) return '';
  const figures = conditionGroups
    .map((group) => ({ group, results: resultsOfGroup(group, accuracies) }))
    .filter(({ results }) => results.length > 1)
    .map(({ group, results }) => groupFigure(group, results, words));
  if (figures.length === 0) return '';
  const { title, about } = words.robustness;
  return section(
    'robustness',
    title,
    `<p>${about(asTheyAre.numClips)}</p>\n<div class="charts">\n${figures.join('\n')}\n</div>`,
  );
}

function groupFigure(group: ConditionGroup, results: readonly ConditionResult[], words: ReportWords): string {
  const title = words.robustness.kinds[group.kind];
  const drawing = group.unit === null ? '' : groupChart(group, results, words);
  const rows = results.map(
    ({ condition, accuracy, interval, numClips }) =>
      `<tr><th scope="row" class="text">${words.robustness.condition(condition, (value) => decimals(value, 0))}</th><td>${percent(accuracy)}</td><td class="soft">${percentInterval(interval)}</td><td>${count(numClips)}</td></tr>`,
  );
  const heads = [
    textHead(words.robustness.conditionHead),
    numberHead(words.accuracy),
    numberHead('95 %'),
    numberHead(words.clips),
  ];
  return `<figure><h3>${title}</h3>${drawing}\n${plainTable(heads, rows)}</figure>`;
}

/** The accuracy, between the ends of its interval. */
function groupChart(group: ConditionGroup, results: readonly ConditionResult[], words: ReportWords): string {
  const x = axisOfGroup(group, results, words.robustness.asTheyAre);
  const y = shareAxis(words.accuracy);
  const lineOf = (valueOf: (result: ConditionResult) => number, classes: string) =>
    line(x, y, { x: results.map((result) => result.x), y: results.map(valueOf) }, classes);
  const lines = [
    lineOf(({ interval: [low] }) => low, 'bound'),
    lineOf(({ interval: [, high] }) => high, 'bound'),
    lineOf(({ accuracy }) => accuracy, ''),
  ];
  return chart(words.robustness.kinds[group.kind], x, y, lines.join(''));
}
