import { join, resolve } from 'node:path';
import { noLabelReason } from '../core/dataset/label-clips.ts';
import { PhonoscopeError } from '../core/errors.ts';
import { classificationReport } from '../core/evaluation/classification-report.ts';
import {
  type Evaluation,
  indexOfHighest,
  type Prediction,
  summarise,
} from '../core/evaluation/evaluation.ts';
import { htmlReport } from '../core/evaluation/html-report.ts';
import { formatMatrix } from '../core/evaluation/matrix-text.ts';
import { predictionsToCsv } from '../core/evaluation/predictions-csv.ts';
import { formatReport } from '../core/evaluation/report-text.ts';
import { wilsonInterval } from '../core/evaluation/wilson-interval.ts';
import { type FolderOfClips, labelFolder } from '../platform/node/label-folder.ts';
import type { FileRecogniser } from '../platform/node/recognise-files.ts';
import type { CliIo } from './io.ts';
import { openModel } from './open-model.ts';
import { createProgress, listUnreadable, printable } from './progress.ts';
import { saveResult } from './save-result.ts';
import { parseOptions, UsageError } from './usage.ts';

const help = `npm run -s cli -- evaluate --root_dir DIR [--split S] [--model M] [--html F] [--csv F] [--json]

Measures how often a model is right on the recordings of a folder. A label is the name of a clip's folder;
without folders, FSDD's digit_speaker_take.wav or label_rest.wav. Speech Commands' lists are read.

  --root_dir DIR  the data (default: /content/)
  --split S       DIR/S (default: DIR/test, or DIR where that is missing)
  --model M       a shipped model's name or a .zip file (default: digits)
  --html F        also write a report as HTML
  --csv F         also write the predictions as CSV
  --json          {model, backend, split, numClips, accuracy, loss, labels, confusion, report, clips,
                  unreadable, seconds, clipsPerSec}; seconds: from the first file to the last prediction
`;

/** Runs `evaluate`. 1 when nothing could be read; 2 when a split was asked for and is missing. */
export async function evaluateCommand(args: string[], io: CliIo): Promise<number> {
  const { values, positionals } = parseOptions(args, {
    root_dir: { type: 'string', default: '/content/' },
    split: { type: 'string' },
    model: { type: 'string', default: 'digits' },
    html: { type: 'string' },
    csv: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  });
  if (values.help) {
    io.stdout(help);
    return 0;
  }
  if (positionals.length > 0) throw new UsageError(`evaluate takes no "${positionals[0]}"; see --root_dir.`);
  const folder = await openFolder(resolve(io.cwd, values.root_dir), values.split);
  const recogniser = await openModel(values.model, io);
  const predictions: Prediction[] = [];
  const evaluation = await evaluate(folder, recogniser, predictions, io);
  recogniser.dispose();
  listUnreadable(io, evaluation.unreadable);
  if (evaluation.numClips === 0) {
    io.stderr('No file could be read.\n');
    return 1;
  }
  io.stdout(values.json ? `${JSON.stringify(evaluation)}\n` : formatEvaluation(evaluation));
  const { labels } = recogniser.metadata;
  if (values.csv !== undefined)
    await saveResult(resolve(io.cwd, values.csv), predictionsToCsv(predictions, labels));
  if (values.html !== undefined) await saveResult(resolve(io.cwd, values.html), htmlReport(evaluation));
  return 0;
}

async function openFolder(root: string, split: string | undefined): Promise<FolderOfClips> {
  try {
    return await labelFolder(root, split);
  } catch (thrown) {
    const isMissing = thrown instanceof PhonoscopeError && thrown.code === 'folder-missing-split';
    throw isMissing ? new UsageError(`${root}: ${thrown.message}`) : thrown;
  }
}

/** Fills `predictions` and sums them up. */
async function evaluate(
  folder: FolderOfClips,
  recogniser: FileRecogniser,
  predictions: Prediction[],
  io: CliIo,
): Promise<Evaluation> {
  const { metadata, backend } = recogniser;
  const startMs = io.nowMs();
  const progress = createProgress(io, folder.clips.length);
  const labelByPath = new Map(folder.clips.map(({ path, label }) => [path, label]));
  const files = folder.clips.map(({ path, source }) => ({ path, file: join(folder.root, source) }));
  const { recognised, unreadable } = await recogniser.recognise(files, {
    onProgress: progress.step,
    onNote: (path, note) => io.stderr(`${printable(path)}: ${note}\n`),
  });
  for (const { path, scores } of recognised) {
    const predicted = metadata.labels[indexOfHighest(scores)] ?? '';
    predictions.push({ path, label: labelByPath.get(path) ?? '', predicted, scores });
  }
  return summarise({
    model: metadata.name,
    backend,
    split: folder.split,
    modelLabels: metadata.labels,
    predictions,
    unreadable: [
      ...folder.unreadable,
      ...folder.unlabelled.map(({ path }) => ({ path, reason: noLabelReason })),
      ...unreadable,
    ],
    seconds: (io.nowMs() - startMs) / 1000,
  });
}

function formatEvaluation(evaluation: Evaluation): string {
  const { labels, confusion, numClips, accuracy, loss, split } = evaluation;
  const numCorrect = labels.reduce((sum, _, i) => sum + (confusion[i]?.[i] ?? 0), 0);
  const [low, high] = wilsonInterval(numCorrect, numClips);
  const facts = [
    `${numCorrect} of ${numClips} clips right; 95 % interval of the accuracy ${low.toFixed(4)} to ${high.toFixed(4)}`,
    `loss ${loss === null ? 'unknown: the model has none of the labels' : loss.toFixed(4)}`,
    `model ${evaluation.model} on ${evaluation.backend}: ${evaluation.seconds.toFixed(1)} s, ${evaluation.clipsPerSec.toFixed(0)} clips/s`,
  ];
  return [
    formatReport(classificationReport(confusion, labels)),
    '\n',
    formatMatrix(confusion, labels),
    `\n${facts.join('\n')}\n`,
    `${split} set evaluation result: ${accuracy.toFixed(4)}\n`,
  ].join('');
}
