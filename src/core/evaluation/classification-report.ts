import type { ConfusionMatrix } from './confusion-matrix.ts';

/** Figures of one label or of an average; a division by zero gives 0. */
export type ReportScores = {
  readonly precision: number;
  readonly recall: number;
  readonly f1Score: number;
  /** Clips with this label; for averages, all clips. */
  readonly support: number;
};

/** A classification report with its rows in the order of the labels. */
export type ClassificationReport = {
  readonly rows: readonly (ReportScores & { readonly label: string })[];
  readonly accuracy: number;
  readonly macroAverage: ReportScores;
  readonly weightedAverage: ReportScores;
};

type ScoresJson = {
  readonly precision: number;
  readonly recall: number;
  readonly 'f1-score': number;
  readonly support: number;
};

/** scikit-learn's `output_dict`: a label, `macro avg` or `weighted avg` → its figures; `accuracy` → a number. */
export type ReportJson = Readonly<Record<string, ScoresJson | number>>;

/**
 * Computes precision, recall and F1 per label, their averages, and the accuracy.
 *
 * Equal to scikit-learn's `classification_report(labels=labels, zero_division=0)`. The accuracy is always given,
 * also where `labels` holds more than occurs in the data, as scikit-learn ≥ 1.5 does (1.2 printed "micro avg").
 *
 * @param confusion - counts, `confusion[i][j]` = clips of `labels[i]` taken for `labels[j]`.
 */
export function classificationReport(
  confusion: ConfusionMatrix,
  labels: readonly string[],
): ClassificationReport {
  const rows = labels.map((label, i) => ({ label, ...scoresOf(confusion, i) }));
  const numClips = sum(rows.map((row) => row.support));
  const numCorrect = sum(labels.map((_, i) => confusion[i]?.[i] ?? 0));
  return {
    rows,
    accuracy: ratio(numCorrect, numClips),
    macroAverage: average(rows, () => 1, numClips),
    weightedAverage: average(rows, (row) => row.support, numClips),
  };
}

function scoresOf(confusion: ConfusionMatrix, i: number): ReportScores {
  const support = sum(confusion[i] ?? []);
  const numPredicted = sum(confusion.map((row) => row[i] ?? 0));
  const numCorrect = confusion[i]?.[i] ?? 0;
  return {
    precision: ratio(numCorrect, numPredicted),
    recall: ratio(numCorrect, support),
    f1Score: ratio(2 * numCorrect, support + numPredicted),
    support,
  };
}

function average(
  rows: readonly ReportScores[],
  weightOf: (row: ReportScores) => number,
  numClips: number,
): ReportScores {
  const totalWeight = sum(rows.map(weightOf));
  const mean = (value: (row: ReportScores) => number) =>
    ratio(sum(rows.map((row) => value(row) * weightOf(row))), totalWeight);
  return {
    precision: mean((row) => row.precision),
    recall: mean((row) => row.recall),
    f1Score: mean((row) => row.f1Score),
    support: numClips,
  };
}

/**
 * The report as scikit-learn's `output_dict`. Has no prototype, so a label may be called `__proto__`.
 * As in scikit-learn, a label called `accuracy`, `macro avg` or `weighted avg` gives way to the figure of that name;
 * its own figures are in `rows` and in the text.
 */
export function reportToJson(report: ClassificationReport): ReportJson {
  const json: Record<string, ScoresJson | number> = Object.create(null);
  for (const { label, ...scores } of report.rows) json[label] = toScoresJson(scores);
  json['accuracy'] = report.accuracy;
  json['macro avg'] = toScoresJson(report.macroAverage);
  json['weighted avg'] = toScoresJson(report.weightedAverage);
  return json;
}

function toScoresJson({ precision, recall, f1Score, support }: ReportScores): ScoresJson {
  return { precision, recall, 'f1-score': f1Score, support };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
