import { countEdits } from '../clip-edits.ts';
import { sumOf } from '../metrics/label-totals.ts';
import type { Figure, MetricName, RunFigures, RunMetrics } from '../run-figures.ts';
import type { ClipEdit, LabelMapping, RunRecord } from '../run-record.ts';
import { sharedInWords } from '../shared-in-words.ts';
import { isolated } from './escape.ts';
import { count, countOf, decimals, formatMoment, percent, percentInterval } from './numbers.ts';

/** The first lines: how often the model is right, and how that was measured. */
export function summarySection(record: RunRecord, figures: RunFigures): string {
  const { table, totals, metrics } = figures;
  const numClips = table.actual.length;
  const accuracy = metrics.get('accuracy');
  if (accuracy?.value === null || accuracy === undefined || numClips === 0)
    return `<p class="headline">–</p>\n<p>No clip was evaluated.</p>\n${factLines(record, figures)}`;
  const interval = accuracy.interval === null ? '' : `; 95 % interval ${percentInterval(accuracy.interval)}`;
  const isRight = sumOf(totals.correct) === 1 ? 'is' : 'are';
  return `<p class="headline">${percent(accuracy.value)}</p>
<p>Accuracy: ${count(sumOf(totals.correct))} of ${countOf(numClips, 'clip', 'clips')} ${isRight} right${interval}.</p>
${factLines(record, figures)}
${figureList(metrics)}`;
}

function factLines(record: RunRecord, { table }: RunFigures): string {
  const { model, backend, dataName, split, seconds, endedMs } = record;
  const data = [dataName, split].filter((part) => part !== '').map(isolated);
  const parts = [
    model === '' ? '' : `Model ${isolated(model)}${backend === '' ? '' : ` on ${isolated(backend)}`}`,
    data.length === 0 ? '' : `data ${data.join(', ')}`,
    countOf(table.labels.length, 'label', 'labels'),
    seconds > 0
      ? `${decimals(seconds, 1)} s, ${count(Math.round(record.table.actual.length / seconds))} clips/s`
      : '',
    endedMs > 0 ? formatMoment(endedMs) : '',
  ];
  const facts = `<p class="soft">${parts.filter((part) => part !== '').join(' · ')}</p>`;
  return [facts, sharedNote(record), editsNote(record.edits), mappingNote(record.mapping)]
    .filter((line) => line !== '')
    .join('\n');
}

function sharedNote(record: RunRecord): string {
  const sentences = sharedInWords(record, isolated);
  return sentences.length === 0 ? '' : `<p class="note">${sentences.join(' ')}</p>`;
}

function editsNote(edits: readonly ClipEdit[]): string {
  if (edits.length === 0) return '';
  const { numRelabelled, numExcluded } = countEdits(edits);
  const parts = [
    numRelabelled === 0 ? '' : `${countOf(numRelabelled, 'clip', 'clips')} re-labelled`,
    numExcluded === 0 ? '' : `${count(numExcluded)} excluded`,
  ];
  return `<p class="note">Changed by hand: ${parts.filter((part) => part !== '').join(', ')}. All figures are after these changes; <a href="#edits">they are listed below</a>.</p>`;
}

function mappingNote(mapping: LabelMapping): string {
  if (mapping.length === 0) return '';
  const pairs = mapping.slice(0, 50).map(({ from, to }) => `${isolated(from)} as ${isolated(to)}`);
  const more = mapping.length > 50 ? ` and ${mapping.length - 50} more` : '';
  return `<p class="note">Labels of the data are counted as labels of the model: ${pairs.join(', ')}${more}.</p>`;
}

/** What each figure is called, in what form, and what it means. */
const words: readonly [MetricName, string, (value: number) => string, string][] = [
  ['macroF1', 'Macro F1', percent, 'mean of the labels'],
  ['balancedAccuracy', 'Balanced accuracy', percent, 'mean recall of the labels'],
  ['top2Accuracy', 'Top 2', percent, 'right label among the first 2'],
  ['top3Accuracy', 'Top 3', percent, 'right label among the first 3'],
  ['top5Accuracy', 'Top 5', percent, 'right label among the first 5'],
  ['kappa', 'Cohen’s κ', threeDigits, 'agreement beyond chance'],
  ['matthewsCorrelation', 'Matthews correlation', threeDigits, '−1 to 1'],
  ['logLoss', 'Log loss', threeDigits, 'in nats; 0 is best'],
  ['brierScore', 'Brier score', threeDigits, '0 is best, 2 worst'],
  ['expectedCalibrationError', 'Calibration error', percent, 'expected (ECE), 15 bins'],
];

function threeDigits(value: number): string {
  return decimals(value, 3);
}

function figureList(metrics: RunMetrics): string {
  const items = words.flatMap(([name, title, write, meaning]) => {
    const figure = metrics.get(name);
    return figure === undefined ? [] : [figureItem(figure, title, write, meaning)];
  });
  return `<dl class="figures">\n${items.join('\n')}\n</dl>`;
}

function figureItem(
  { value, interval }: Figure,
  title: string,
  write: (value: number) => string,
  meaning: string,
): string {
  const text = value === null ? '–' : write(value);
  const below = interval === null ? meaning : `${percentInterval(interval)}; ${meaning}`;
  return `<div><dt>${title}</dt><dd class="value">${text}</dd><dd class="soft">${below}</dd></div>`;
}
