import { compareByCodePoint } from '../dataset/code-point-order.ts';
import { reportToJson } from './classification-report.ts';
import type { Evaluation } from './evaluation.ts';
import { conditionAccuracies } from './robustness.ts';
import { type Figure, figuresOf, type MetricName, type RunFigures } from './run-figures.ts';
import type { ClipEdit, LabelMapping, RunRecord, RunTable } from './run-record.ts';

/** What the JSON document says beside the fields of {@link Evaluation}. */
type EvaluationExtras = {
  readonly edits: readonly ClipEdit[];
  readonly mapping: LabelMapping;
  readonly metrics: Readonly<Partial<Record<MetricName, Figure>>>;
};

/** The document without its clips, which are many. */
type EvaluationHead = Omit<Evaluation, 'clips'> & EvaluationExtras;

/** Sums a run up as the JSON document does: as it is after its edits, which are listed. */
function evaluationHead(record: RunRecord, figures: RunFigures): EvaluationHead {
  const { table, report, confusion, metrics } = figures;
  const numClips = table.actual.length;
  return {
    model: record.model,
    backend: record.backend,
    split: record.split,
    numClips,
    accuracy: report.accuracy,
    loss: metrics.get('logLoss')?.value ?? null,
    labels: table.labels,
    confusion,
    report: reportToJson(report),
    unreadable: record.unreadable
      .map(({ path, reason }) => ({ path, reason }))
      .sort((a, b) => compareByCodePoint(a.path, b.path)),
    seconds: record.seconds,
    clipsPerSec: record.seconds > 0 ? record.table.actual.length / record.seconds : 0,
    edits: record.edits,
    mapping: record.mapping,
    metrics: Object.fromEntries(metrics),
  };
}

/** Clips that are written at once. */
const clipsAtOnce = 1000;

/**
 * Writes a run as the JSON document of `evaluate --json` and of the Evaluate panel's export: the fields of
 * {@link Evaluation} in their order, then edits, mapping and figures with their intervals; and if there is any, what was in
 * the model's training as well, and how often the model is right under which condition.
 *
 * @returns parts of the text, in their order, which ends with a newline.
 */
export function runToJson(record: RunRecord, figures: RunFigures = figuresOf(record)): string[] {
  const { unreadable, seconds, clipsPerSec, edits, mapping, metrics, ...head } = evaluationHead(
    record,
    figures,
  );
  const { sharedWithTraining } = record;
  const robustness = record.robustness === undefined ? undefined : conditionAccuracies(record);
  const rest = {
    unreadable,
    seconds,
    clipsPerSec,
    edits,
    mapping,
    metrics,
    sharedWithTraining,
    robustness,
  };
  return [
    `${JSON.stringify(head).slice(0, -1)},"clips":[`,
    ...clipsToJson(figures.table),
    `],${JSON.stringify(rest).slice(1)}\n`,
  ];
}

function clipsToJson(table: RunTable): string[] {
  const { labels, numScores, paths, actual, predicted } = table;
  const names = labels.map((label) => JSON.stringify(label));
  const keys = names.slice(0, numScores).map((name) => `${name}:`);
  const parts: string[] = [];
  for (let first = 0; first < paths.length; first += clipsAtOnce) {
    const clips = paths.slice(first, first + clipsAtOnce).map((path, i) => {
      const clip = first + i;
      const label = names[actual[clip] ?? 0] ?? '""';
      const said = names[predicted[clip] ?? 0] ?? '""';
      const scores = scoresToJson(table, clip, keys);
      return `{"path":${JSON.stringify(path)},"label":${label},"predicted":${said},"scores":{${scores}}}`;
    });
    parts.push(`${first === 0 ? '' : ','}${clips.join(',')}`);
  }
  return parts;
}

/** Scores are finite, so that JSON writes them as JavaScript does. */
function scoresToJson({ numScores, scores }: RunTable, clip: number, keys: readonly string[]): string {
  let text = '';
  for (let j = 0; j < numScores; j++) {
    text += `${j === 0 ? '' : ','}${keys[j]}${scores[clip * numScores + j]}`;
  }
  return text;
}
