import type { Epoch } from '../core/training/run-training.ts';
import type { TrainedClassifier } from '../core/training/train-classifier.ts';
import type { CliIo } from './io.ts';

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
