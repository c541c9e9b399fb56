import type { ScoreTable } from '../score-table.ts';
import type { Curve } from './curve.ts';
import { macroRocCurve } from './macro-roc-curve.ts';
import { averagePrecision, precisionRecallCurve } from './precision-recall-curve.ts';
import { rocAuc, rocCurve } from './roc-curve.ts';
import { thinCurve } from './thin-curve.ts';
import { countByThreshold, type ThresholdCounts } from './threshold-counts.ts';

/** How well a score tells clips of one label from all others; null where only one of the two sides has clips. */
export type LabelCurves = {
  /** x = false positive rate, y = true positive rate. */
  readonly roc: Curve | null;
  /** x = recall, y = precision. */
  readonly precisionRecall: Curve | null;
  readonly rocAuc: number | null;
  readonly averagePrecision: number | null;
};

export type OneVsRest = {
  /** Of each label that has scores, in their order. */
  readonly labels: readonly LabelCurves[];
  /** All scores of all labels in one: each clip counts once for each label. */
  readonly micro: LabelCurves;
  /** Means over the labels that have figures. There is no mean precision–recall curve, as in scikit-learn. */
  readonly macro: {
    readonly roc: Curve | null;
    readonly rocAuc: number | null;
    readonly averagePrecision: number | null;
  };
};

/**
 * Curves of each label against all others, and their averages. Areas and averages come from all points.
 *
 * Where all labels have clips, `macro.rocAuc` is scikit-learn's `roc_auc_score(multi_class='ovr', average='macro')`; it
 * is the mean of the labels' areas, not the area under `macro.roc`. Clips whose label the model lacks belong to "all
 * others" everywhere, as in `label_binarize`.
 *
 * @param maxPoints - curves are thinned to so many points for drawing; Infinity keeps all.
 */
export function oneVsRest(table: ScoreTable, maxPoints: number): OneVsRest {
  const curves: Curve[] = [];
  const labels = Array.from({ length: table.numScores }, (_, label) => {
    const counts = countLabel(table, label);
    const roc = rocCurve(counts);
    if (roc !== null) curves.push(roc);
    return describe(counts, roc, maxPoints);
  });
  const allCounts = countAllLabels(table);
  return {
    labels,
    micro: describe(allCounts, rocCurve(allCounts), maxPoints),
    macro: {
      roc: thin(macroRocCurve(curves), maxPoints),
      rocAuc: meanOfKnown(labels.map((each) => each.rocAuc)),
      averagePrecision: meanOfKnown(labels.map((each) => each.averagePrecision)),
    },
  };
}

function describe(counts: ThresholdCounts, roc: Curve | null, maxPoints: number): LabelCurves {
  return {
    roc: thin(roc, maxPoints),
    precisionRecall: thin(precisionRecallCurve(counts), maxPoints),
    rocAuc: rocAuc(counts),
    averagePrecision: averagePrecision(counts),
  };
}

/** Counts clips of one label against all others by that label's score. */
function countLabel({ actual, numScores, scores }: ScoreTable, label: number): ThresholdCounts {
  const positives = new Float64Array(actual.length);
  const negatives = new Float64Array(actual.length);
  let numPositives = 0;
  for (let clip = 0; clip < actual.length; clip++) {
    const score = scores[clip * numScores + label] ?? 0;
    if (actual[clip] === label) positives[numPositives++] = score;
    else negatives[clip - numPositives] = score;
  }
  return countByThreshold(
    positives.subarray(0, numPositives),
    negatives.subarray(0, actual.length - numPositives),
  );
}

/** Counts each clip once for each label: scikit-learn's "micro" average, `ravel`. */
function countAllLabels({ actual, numScores, scores }: ScoreTable): ThresholdCounts {
  const positives = new Float64Array(actual.length);
  const negatives = new Float64Array(scores.length);
  let numPositives = 0;
  let numNegatives = 0;
  for (let clip = 0; clip < actual.length; clip++) {
    for (let label = 0; label < numScores; label++) {
      const score = scores[clip * numScores + label] ?? 0;
      if (actual[clip] === label) positives[numPositives++] = score;
      else negatives[numNegatives++] = score;
    }
  }
  return countByThreshold(positives.subarray(0, numPositives), negatives.subarray(0, numNegatives));
}

function thin(curve: Curve | null, maxPoints: number): Curve | null {
  return curve === null ? null : thinCurve(curve, maxPoints);
}

function meanOfKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((total, value) => total + value, 0) / known.length;
}
