import { findLeaks } from '../core/training/sets/find-leaks.ts';
import type { SetClip, TrainingSet } from '../core/training/sets/training-set.ts';
import type { Epoch } from '../core/training/run-training.ts';
import type { TrainedClassifier } from '../core/training/train-classifier.ts';
import type { CliIo } from './io.ts';

/** As many names as fit on a line. */
const maxNames = 5;

/** One line for each thing about the data that a person should know before the figures. */
export function describeTrainingSet(
  { train, counts, singles, repeated }: TrainingSet<SetClip>,
  test: readonly SetClip[],
): string[] {
  const notes: string[] = [];
  const unseen = counts.filter(({ numValidation }) => numValidation === 0).map(({ label }) => label);
  const isSplit = counts.some(({ numValidation }) => numValidation > 0);
  if (isSplit && unseen.length > 0) notes.push(`no validation clips for: ${someOf(unseen)}`);
  if (singles.length > 0) notes.push(`a single clip, which is trained on: ${someOf(singles)}`);
  const pairs = (recordings: readonly (readonly [string, string])[]) =>
    someOf(recordings.map(([first, second]) => `${first} = ${second}`));
  if (repeated.length > 0) {
    notes.push(`left out of validation, as the training part holds the same recording: ${pairs(repeated)}`);
  }
  const { speakers, recordings } = findLeaks(train, test);
  if (speakers.length > 0) notes.push(`speakers both in training and in test: ${someOf(speakers)}`);
  if (recordings.length > 0) notes.push(`recordings both in training and in test: ${pairs(recordings)}`);
  return notes;
}

function someOf(names: readonly string[]): string {
  const more = names.length > maxNames ? ` and ${names.length - maxNames} more` : '';
  return names.slice(0, maxNames).join(', ') + more;
}

/** One line about the last epoch, with an estimate of the time left. */
export function formatEpoch(epochs: readonly Epoch[], numEpochs: number): string {
  const last = epochs.at(-1);
  if (last === undefined) return '';
  const left = Math.ceil((numEpochs - epochs.length) * last.seconds);
  const validation =
    last.valLoss === null
      ? ''
      : `, validation loss ${last.valLoss.toFixed(4)} accuracy ${(last.valAccuracy ?? 0).toFixed(4)}`;
  return `epoch ${epochs.length} of ${numEpochs}: loss ${last.loss.toFixed(4)} accuracy ${last.accuracy.toFixed(4)}${validation}, ${left} s left`;
}

/** Prints what `train` found out: one JSON document, or two lines. */
export function reportTraining(
  { epochs, best }: TrainedClassifier,
  test: number | null,
  isJson: boolean,
  io: CliIo,
): void {
  if (isJson) {
    const rows = epochs.map(({ loss, accuracy, valLoss, valAccuracy, learningRate, seconds }) => ({
      loss,
      accuracy,
      valLoss,
      valAccuracy,
      learningRate,
      seconds,
    }));
    io.stdout(`${JSON.stringify({ epochs: rows, best, test })}\n`);
    return;
  }
  const accuracy = epochs[best - 1]?.valAccuracy ?? null;
  if (accuracy !== null)
    io.stdout(`validation set evaluation result: ${accuracy.toFixed(4)} (epoch ${best})\n`);
  if (test !== null) io.stdout(`test set evaluation result: ${test.toFixed(4)}\n`);
}
