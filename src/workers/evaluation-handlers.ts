import { expectedCalibrationError, reliabilityBins } from '../core/evaluation/calibration/reliability.ts';
import { splitClips } from '../core/evaluation/calibration/split-clips.ts';
import { applyTemperature, fitTemperature } from '../core/evaluation/calibration/temperature.ts';
import { applyEdits } from '../core/evaluation/clip-edits.ts';
import { compareTables } from '../core/evaluation/compare/comparison.ts';
import { oneVsRest } from '../core/evaluation/curves/one-vs-rest.ts';
import { rejectionCurve } from '../core/evaluation/curves/rejection-curve.ts';
import { thinCurve } from '../core/evaluation/curves/thin-curve.ts';
import { findDoubtfulLabels, rankByMargin } from '../core/evaluation/explore/doubtful-labels.ts';
import { principalPlane } from '../core/evaluation/explore/pca.ts';
import { sliceClips } from '../core/evaluation/explore/slices.ts';
import { htmlReport } from '../core/evaluation/html-report.ts';
import { runToCsv } from '../core/evaluation/run-csv.ts';
import { encodeRunFile } from '../core/evaluation/run-file.ts';
import { figuresOf } from '../core/evaluation/run-figures.ts';
import { runToJson } from '../core/evaluation/run-json.ts';
import type { RunRecord, RunTable } from '../core/evaluation/run-record.ts';
import { type ScoreTable, selectClips } from '../core/evaluation/score-table.ts';
import { speakerClusters } from '../core/evaluation/speaker-clusters.ts';
import type {
  DoubtfulClip,
  EditedRun,
  EvaluationApi,
  ExportKind,
  ExportOptions,
  Reliability,
  RunCalibration,
} from './evaluation-protocol.ts';
import type { Handlers } from './expose-worker.ts';
import { readRunFile } from './read-run-file.ts';

type AskedExport = EvaluationApi['exportRun']['argument'];

/** Points of a curve that a screen can show. */
const maxPoints = 300;
const maxDoubtful = 500;
const seed = 1;
/** The one that is shown, one to compare it with, and the one before. */
const maxKept = 3;

/** The functions behind the evaluation worker. */
export function createEvaluationHandlers(): Handlers<EvaluationApi> {
  const runs = new Map<string, RunRecord>();
  const ask =
    <Asked extends EditedRun, Result>(answer: (run: RunRecord, asked: Asked) => Result) =>
    async (asked: Asked): Promise<Result | null> => {
      const record = runs.get(asked.key);
      return record === undefined ? null : answer({ ...record, edits: asked.edits }, asked);
    };
  return {
    openRun: async ({ key, record }) => {
      runs.delete(key);
      runs.set(key, record);
      const [oldest] = runs.keys();
      if (runs.size > maxKept && oldest !== undefined) runs.delete(oldest);
      return null;
    },
    summarise: ask((run) => {
      const { table: _, ...summary } = figuresOf(run);
      return summary;
    }),
    curves: ask((run) => {
      const table = editedTable(run);
      const rejection = rejectionCurve(table);
      return {
        oneVsRest: oneVsRest(table, maxPoints),
        rejection: rejection === null ? null : { ...rejection, curve: thinCurve(rejection.curve, maxPoints) },
      };
    }),
    calibration: ask((run) => calibrate(editedTable(run))),
    slices: ask((run) => {
      const table = editedTable(run);
      // A column with one group, or nearly as many as clips, tells nothing.
      return table.columns
        .map((column) => ({ name: column.name, slices: sliceClips(table, column) }))
        .filter(({ slices }) => slices.length > 1 && slices.length <= Math.max(2, table.actual.length / 2));
    }),
    doubtfulLabels: ask((run) => findDoubtful(editedTable(run))),
    project: async ({ values, numRows, dim }, { transfer }) => {
      const { coordinates, explainedVarianceRatio } = principalPlane(values, numRows, dim);
      transfer(coordinates.buffer);
      return { coordinates, explainedVarianceRatio };
    },
    exportRun: ask((run, asked: AskedExport) => {
      const other = asked.other === undefined ? null : runs.get(asked.other.key);
      // Lost: the page sends both once more.
      if (other === undefined) return null;
      const compared = other === null ? null : { ...other, edits: asked.other?.edits ?? other.edits };
      return exporters[asked.kind](run, asked, compared);
    }),
    compare: ask((run, { other }: EditedRun & { readonly other: EditedRun }) => {
      const record = runs.get(other.key);
      if (record === undefined) return null;
      return compareTables(editedTable(run), applyEdits(record.table, other.edits));
    }),
    readRun: ({ file, name }) => readRunFile(file, name),
  };
}

function editedTable({ table, edits }: RunRecord): RunTable {
  return applyEdits(table, edits);
}

function calibrate(table: RunTable): RunCalibration {
  const all = reliabilityOf(table);
  const { fit, shown } = splitClips(table.actual.length, speakerClusters(table), seed);
  const temperature = shown.length === 0 ? null : fitTemperature(table, fit);
  if (temperature === null) return { all, scaled: null };
  const part = selectClips(table, shown);
  const before = reliabilityOf(part);
  const after = reliabilityOf(applyTemperature(part, temperature));
  return { all, scaled: { temperature, numFit: fit.length, numShown: shown.length, before, after } };
}

function reliabilityOf(table: ScoreTable): Reliability {
  const bins = reliabilityBins(table);
  return { bins, error: expectedCalibrationError(bins) };
}

function findDoubtful(table: RunTable): DoubtfulClip[] {
  const { labels, paths, actual } = table;
  const confident = findDoubtfulLabels(table);
  const isConfident = new Set(confident.map(({ clip }) => clip));
  const others = rankByMargin(table).filter(({ clip }) => !isConfident.has(clip));
  return [...confident, ...others].slice(0, maxDoubtful).map(({ clip, suggested, margin }) => ({
    isConfident: isConfident.has(clip),
    path: paths[clip] ?? '',
    label: labels[actual[clip] ?? 0] ?? '',
    suggested: labels[suggested] ?? '',
    margin,
  }));
}

type Exporter = (run: RunRecord, options: ExportOptions, compared: RunRecord | null) => Blob;

const exporters: Readonly<Record<ExportKind, Exporter>> = {
  json: (run) => new Blob(runToJson(run), { type: 'application/json' }),
  csv: (run) => new Blob(runToCsv(run), { type: 'text/csv' }),
  run: (run, { name = run.dataName }) => new Blob(encodeRunFile(name, run), { type: 'application/json' }),
  html: (run, { language = 'en', reasons = [] }, compared) =>
    new Blob([htmlReport(run, { compared, language, reasons })], { type: 'text/html' }),
};
