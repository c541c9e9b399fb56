import type { RunRecord } from '../run-record.ts';
import type { RunComparison } from './comparison.ts';

/** What a comparison says of one of its runs. */
export type NamedRun = { readonly name: string; readonly record: RunRecord };

/**
 * Writes a comparison as one JSON document: both runs, what was compared, figures, the difference matrix, and the clips
 * that the two are not of one mind about.
 *
 * @returns the text, which ends with a newline.
 */
export function comparisonToJson(comparison: RunComparison, a: NamedRun, b: NamedRun): string {
  const { clips, disagreements, accuracyA, accuracyB, differences, isBySpeaker, pValue, matrix } = comparison;
  const { onlyARight, onlyBRight, bothWrong, numBothRight, numSameMistake } = disagreements;
  const document = {
    format: 'phonoscope-comparison',
    a: describeNamed(a),
    b: describeNamed(b),
    numClips: clips.actual.length,
    numOnlyA: clips.numOnlyA,
    numOnlyB: clips.numOnlyB,
    numRelabelled: clips.numRelabelled,
    accuracyA,
    accuracyB,
    differences,
    isBySpeaker,
    mcnemar: {
      bothRight: numBothRight,
      onlyARight: onlyARight.length,
      onlyBRight: onlyBRight.length,
      bothWrong: numSameMistake + bothWrong.length,
      sameMistake: numSameMistake,
      pValue,
    },
    labels: clips.labels,
    difference: matrix,
    onlyARight: clipsOf(comparison, onlyARight),
    onlyBRight: clipsOf(comparison, onlyBRight),
    bothWrong: clipsOf(comparison, bothWrong),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function describeNamed({ name, record: { dataName, split, model, backend, endedMs } }: NamedRun) {
  return { name, dataName, split, model, backend, endedMs };
}

function clipsOf({ clips }: RunComparison, places: Int32Array) {
  const { labels, paths, actual, predictedA, predictedB } = clips;
  return Array.from(places, (place) => ({
    path: paths[place] ?? '',
    label: labels[actual[place] ?? 0] ?? '',
    predictedA: labels[predictedA[place] ?? 0] ?? '',
    predictedB: labels[predictedB[place] ?? 0] ?? '',
  }));
}
