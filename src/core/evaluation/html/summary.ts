import { countEdits } from '../clip-edits.ts';
import { sumOf } from '../metrics/label-totals.ts';
import type { Figure, MetricName, RunFigures, RunMetrics } from '../run-figures.ts';
import type { ClipEdit, LabelMapping, RunRecord } from '../run-record.ts';
import { sharedInWords } from '../shared-in-words.ts';
import { isolated } from './escape.ts';
import { decimals, formatMoment, percent, percentInterval } from './numbers.ts';
import type { ReportWords } from './words.ts';

/** The first lines: how often the model is right, and how that was measured. */
export function summarySection(record: RunRecord, figures: RunFigures, words: ReportWords): string {
  const { summary } = words;
  const { table, totals, metrics } = figures;
  const numClips = table.actual.length;
  const accuracy = metrics.get('accuracy');
  if (accuracy?.value === null || accuracy === undefined || numClips === 0)
    return `<p class="headline">–</p>\n<p>${summary.noClip}</p>\n${factLines(record, figures, words)}`;
  const interval = accuracy.interval === null ? '' : summary.interval(percentInterval(accuracy.interval));
  return `<p class="headline">${percent(accuracy.value)}</p>
<p>${summary.right(sumOf(totals.correct), numClips, interval)}</p>
${factLines(record, figures, words)}
${figureList(metrics, words)}`;
}

function factLines(record: RunRecord, { table }: RunFigures, words: ReportWords): string {
  const { summary, separator } = words;
  const { model, backend, dataName, split, seconds, endedMs } = record;
  const data = [dataName, split].filter((part) => part !== '').map(isolated);
  const parts = [
    model === '' ? '' : summary.model(isolated(model), backend === '' ? '' : isolated(backend)),
    data.length === 0 ? '' : summary.data(data.join(separator)),
    summary.labels(table.labels.length),
    seconds > 0 ? summary.speed(seconds, Math.round(record.table.actual.length / seconds)) : '',
    endedMs > 0 ? formatMoment(endedMs) : '',
  ];
  const facts = `<p class="soft">${parts.filter((part) => part !== '').join(' · ')}</p>`;
  return [
    facts,
    sharedNote(record, words),
    editsNote(record.edits, words),
    mappingNote(record.mapping, words),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

function sharedNote(record: RunRecord, words: ReportWords): string {
  const sentences = sharedInWords(record, isolated, words);
  return sentences.length === 0 ? '' : `<p class="note">${sentences.join(words.sentenceSpace)}</p>`;
}

function editsNote(edits: readonly ClipEdit[], { summary, separator }: ReportWords): string {
  if (edits.length === 0) return '';
  const { numRelabelled, numExcluded } = countEdits(edits);
  const parts = [
    numRelabelled === 0 ? '' : summary.relabelled(numRelabelled),
    numExcluded === 0 ? '' : summary.excluded(numExcluded),
  ];
  return `<p class="note">${summary.edited(parts.filter((part) => part !== '').join(separator))}</p>`;
}

function mappingNote(mapping: LabelMapping, { summary, separator }: ReportWords): string {
  if (mapping.length === 0) return '';
  const pairs = mapping.slice(0, 50).map(({ from, to }) => summary.mappedPair(isolated(from), isolated(to)));
  const more = mapping.length > 50 ? summary.andMore(mapping.length - 50) : '';
  return `<p class="note">${summary.mapped(`${pairs.join(separator)}${more}`)}</p>`;
}

/** The figures below the first, and their form. */
const shown: readonly [MetricName, (value: number) => string][] = [
  ['macroF1', percent],
  ['balancedAccuracy', percent],
  ['top2Accuracy', percent],
  ['top3Accuracy', percent],
  ['top5Accuracy', percent],
  ['kappa', threeDigits],
  ['matthewsCorrelation', threeDigits],
  ['logLoss', threeDigits],
  ['brierScore', threeDigits],
  ['expectedCalibrationError', percent],
];

function threeDigits(value: number): string {
  return decimals(value, 3);
}

function figureList(metrics: RunMetrics, words: ReportWords): string {
  const items = shown.flatMap(([name, write]) => {
    const figure = metrics.get(name);
    return figure === undefined ? [] : [figureItem(figure, words.metrics[name], words.semicolon, write)];
  });
  return `<dl class="figures">\n${items.join('\n')}\n</dl>`;
}

function figureItem(
  { value, interval }: Figure,
  [title, meaning]: readonly [string, string],
  semicolon: string,
  write: (value: number) => string,
): string {
  const text = value === null ? '–' : write(value);
  const below = interval === null ? meaning : `${percentInterval(interval)}${semicolon}${meaning}`;
  return `<div><dt>${title}</dt><dd class="value">${text}</dd><dd class="soft">${below}</dd></div>`;
}
