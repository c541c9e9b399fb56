import { basename, resolve } from 'node:path';
import { allConditions } from '../core/augmentation/conditions/condition.ts';
import { compareByCodePoint } from '../core/dataset/code-point-order.ts';
import { noLabelReason } from '../core/dataset/label-clips.ts';
import { mapLabels } from '../core/dataset/label-mapping.ts';
import { refuseManyLabels } from '../core/dataset/label-limit.ts';
import type { LabelSource } from '../core/dataset/labelled-data.ts';
import { PhonoscopeError } from '../core/errors.ts';
import { labelOrder } from '../core/evaluation/confusion-matrix.ts';
import { htmlReport } from '../core/evaluation/html-report.ts';
import { formatMatrix } from '../core/evaluation/matrix-text.ts';
import { sumOf } from '../core/evaluation/metrics/label-totals.ts';
import { formatReport } from '../core/evaluation/report-text.ts';
import { sharedInWords } from '../core/evaluation/shared-in-words.ts';
import { sharesWith } from '../core/evaluation/shared-with-training.ts';
import { runToCsv } from '../core/evaluation/run-csv.ts';
import { figuresOf, type RunFigures } from '../core/evaluation/run-figures.ts';
import { runToJson } from '../core/evaluation/run-json.ts';
import type { LabelMapping, RunRecord } from '../core/evaluation/run-record.ts';
import { type ScoredClips, TableBuilder } from '../core/evaluation/table-builder.ts';
import { type FolderOfData, labelDataFolder } from '../platform/node/label-folder.ts';
import type { FileRecogniser, RecognisedFile } from '../platform/node/recognise-files.ts';
import type { CliIo } from './io.ts';
import { labelHelp, labelOptions, noteLabels, readLabelOptions } from './label-options.ts';
import { openModel } from './open-model.ts';
import { createProgress, listUnreadable, printable } from './progress.ts';
import { filesOf, formatRobustness, measureRobustness } from './robustness.ts';
import { saveResult } from './save-result.ts';
import { parseOptions, UsageError } from './usage.ts';

const help = `npm run -s cli -- evaluate --root_dir DIR [--split S] [--model M] [--html F] [--csv F] [--robustness]
                             [--json]

Measures how often a model is right on the recordings of a folder. A label is the name of a clip's folder;
without folders, FSDD's digit_speaker_take.wav or label_rest.wav. Speech Commands' lists are read, and
labels are those of metadata.csv where it has the column file_name and one of labels.

  --root_dir DIR  the data (default: /content/)
  --split S       DIR/S (default: DIR/test, or DIR where that is missing)
  --model M       a shipped model's name or a .zip file (default: digits)
  --html F        also write a report as HTML
  --csv F         also write the predictions as CSV
  --robustness    then measures it anew in noise, in rooms, shifted, faster and slower, with parts of the
                  band and at other levels, ${allConditions.length} times in all
${labelHelp}  --json          {model, backend, split, numClips, accuracy, loss, labels, confusion, report, clips,
                  unreadable, seconds, clipsPerSec, edits, mapping, metrics}; seconds: from the first file to
                  the last prediction; where the model was trained on some of it also sharedWithTraining:
                  {numSharedFiles, sharedSpeakers, numClipsOfSharedSpeakers, numSpeakers}; with
                  --robustness also robustness: [{condition, numClips, accuracy, interval}], the
                  recordings as they are (condition null) first; interval: 95 %, Wilson
`;

/** Runs `evaluate`. 1 when nothing could be read; 2 when a split was asked for and is missing. */
export async function evaluateCommand(args: string[], io: CliIo): Promise<number> {
  const { values, positionals } = parseOptions(args, {
    root_dir: { type: 'string', default: '/content/' },
    split: { type: 'string' },
    model: { type: 'string', default: 'digits' },
    html: { type: 'string' },
    csv: { type: 'string' },
    robustness: { type: 'boolean', default: false },
    ...labelOptions,
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  });
  if (values.help) {
    io.stdout(help);
    return 0;
  }
  if (positionals.length > 0) throw new UsageError(`evaluate takes no "${positionals[0]}"; see --root_dir.`);
  const root = resolve(io.cwd, values.root_dir);
  const { source, mapping } = await readLabelOptions(values, root, io);
  const data = await openFolder(root, values.split, source);
  const recogniser = await openModel(values.model, io);
  noteLabels(io, data, mapping, recogniser.metadata.labels);
  const folder = mapLabels(data, mapping);
  refuseManyLabels(folder.clips);
  const plain = await evaluate(folder, mapping, recogniser, io);
  listUnreadable(io, plain.unreadable);
  if (plain.table.actual.length === 0) {
    io.stderr('No file could be read.\n');
    return 1;
  }
  for (const sentence of sharedInWords(plain, printable)) io.stderr(`${sentence}\n`);
  const record = values.robustness
    ? { ...plain, robustness: await measureRobustness(folder, recogniser, plain.table, io) }
    : plain;
  const figures = figuresOf(record);
  recogniser.dispose();
  if (values.json) {
    io.stdout(runToJson(record, figures).join(''));
  } else {
    io.stdout(formatRun(record, figures));
    if (values.robustness) io.stdout(`\n${formatRobustness(record)}`);
  }
  if (values.csv !== undefined) await saveResult(resolve(io.cwd, values.csv), runToCsv(record).join(''));
  if (values.html !== undefined)
    await saveResult(resolve(io.cwd, values.html), htmlReport(record, { figures }));
  return 0;
}

async function openFolder(
  root: string,
  split: string | undefined,
  source: LabelSource | undefined,
): Promise<FolderOfData> {
  try {
    return await labelDataFolder(root, { split, source });
  } catch (thrown) {
    if (!(thrown instanceof PhonoscopeError)) throw thrown;
    if (thrown.code === 'folder-missing-split') throw new UsageError(`${root}: ${thrown.message}`);
    const isUsage = thrown.code === 'pattern-invalid' || thrown.details['context'] === 'column';
    throw isUsage ? new UsageError(thrown.message) : thrown;
  }
}

async function evaluate(
  folder: FolderOfData,
  mapping: LabelMapping,
  recogniser: FileRecogniser,
  io: CliIo,
): Promise<RunRecord> {
  const { metadata, backend } = recogniser;
  const startMs = io.nowMs();
  const progress = createProgress(io, folder.clips.length);
  const { recognised, unreadable } = await recogniser.recognise(filesOf(folder), {
    onProgress: progress.step,
    onNote: (path, note) => io.stderr(`${printable(path)}: ${note}\n`),
  });
  const seconds = (io.nowMs() - startMs) / 1000;
  const labels = labelOrder(
    metadata.labels,
    folder.clips.map(({ label }) => label),
  );
  const heard = new TableBuilder(labels, metadata.labels.length, folder.clips);
  heard.add(toScoredClips(recognised, folder.clips));
  const table = heard.finish(folder.columns);
  const sharedWithTraining = sharesWith(metadata.card.trainedOn, table);
  return {
    version: 1,
    dataName: basename(folder.root),
    split: folder.split,
    model: metadata.name,
    backend,
    endedMs: Date.now(),
    seconds,
    table,
    mapping,
    edits: [],
    unreadable: [
      ...folder.unreadable,
      ...folder.unlabelled.map(({ path, problem }) => ({ path, reason: problem?.message ?? noLabelReason })),
      ...unreadable,
    ].sort((a, b) => compareByCodePoint(a.path, b.path)),
    ...(sharedWithTraining !== null && { sharedWithTraining }),
  };
}

function toScoredClips(recognised: readonly RecognisedFile[], clips: FolderOfData['clips']): ScoredClips {
  const placeOf = new Map(clips.map(({ path }, place) => [path, place]));
  return {
    clips: Int32Array.from(recognised, ({ path }) => placeOf.get(path) ?? -1),
    scores: Float32Array.from(recognised.flatMap(({ scores }) => scores)),
    measures: {
      durationSec: Float32Array.from(recognised, ({ facts }) => facts.durationSec),
      rmsDbfs: Float32Array.from(recognised, ({ facts }) => facts.rmsDbfs),
      snrDb: Float32Array.from(recognised, ({ facts }) => facts.snrDb),
      hashes: recognised.map(({ facts }) => facts.hash),
    },
  };
}

function formatRun({ model, backend, split, seconds, table }: RunRecord, figures: RunFigures): string {
  const { confusion, report, rates, totals, metrics } = figures;
  const [low, high] = rates.accuracy;
  const numClips = table.actual.length;
  const loss = metrics.get('logLoss')?.value ?? null;
  const clipsPerSec = seconds > 0 ? numClips / seconds : 0;
  const facts = [
    `${sumOf(totals.correct)} of ${numClips} clips right; 95 % interval of the accuracy ${low.toFixed(4)} to ${high.toFixed(4)}`,
    `loss ${loss === null ? 'unknown: the model has none of the labels' : loss.toFixed(4)}`,
    `model ${model} on ${backend}: ${seconds.toFixed(1)} s, ${clipsPerSec.toFixed(0)} clips/s`,
  ];
  return [
    formatReport(report),
    '\n',
    formatMatrix(confusion, table.labels),
    `\n${facts.join('\n')}\n`,
    `${split} set evaluation result: ${report.accuracy.toFixed(4)}\n`,
  ].join('');
}
