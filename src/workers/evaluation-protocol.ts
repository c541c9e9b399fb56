import type { ReliabilityBin } from '../core/evaluation/calibration/reliability.ts';
import type { RunComparison } from '../core/evaluation/compare/comparison.ts';
import type { OneVsRest } from '../core/evaluation/curves/one-vs-rest.ts';
import type { Rejection } from '../core/evaluation/curves/rejection-curve.ts';
import type { Slice } from '../core/evaluation/explore/slices.ts';
import type { OpenedRun } from '../core/evaluation/open-run-text.ts';
import type { RunFigures } from '../core/evaluation/run-figures.ts';
import type { ClipEdit, RunRecord } from '../core/evaluation/run-record.ts';
import type { ReportLanguage } from '../core/evaluation/html/words.ts';

/** What a call is about: a run that is open, with what a person changed of it. */
export type EditedRun = { readonly key: string; readonly edits: readonly ClipEdit[] };

/** All figures of a run but the curves; in the order of the edited run's labels. */
type RunSummary = Omit<RunFigures, 'table'>;

/** Thinned for drawing; areas and means come from all points. */
type RunCurves = { readonly oneVsRest: OneVsRest; readonly rejection: Rejection | null };

export type Reliability = { readonly bins: readonly ReliabilityBin[]; readonly error: number | null };

/** How sure the model was against how often it was right: as it is, and with a temperature fitted to other clips. */
export type RunCalibration = {
  readonly all: Reliability;
  /** Null where nothing could be fitted. */
  readonly scaled: {
    readonly temperature: number;
    /** How many clips it was fitted to; those below are not among them. */
    readonly numFit: number;
    readonly numShown: number;
    readonly before: Reliability;
    readonly after: Reliability;
  } | null;
};

/** The groups of one column, worst first. Clips are rows of the edited table. */
export type SlicedColumn = { readonly name: string; readonly slices: readonly Slice[] };

/** A clip whose label the model doubts, most doubtful first; `isConfident`: by confident learning, else by its margin alone. */
export type DoubtfulClip = {
  readonly path: string;
  readonly label: string;
  readonly suggested: string;
  readonly isConfident: boolean;
  /** Score of its own label less the highest other, −1…1. */
  readonly margin: number;
};

/** Clips in two dimensions, `[clips, 2]` row-major, and the share of all variance along each. */
export type ClipMap = {
  readonly coordinates: Float64Array;
  readonly explainedVarianceRatio: readonly [number, number];
};

/** How a run leaves the page. */
export type ExportKind = 'json' | 'csv' | 'html' | 'run';

/** A question about an open run; null: the worker has not (or no longer) got it. */
type Question<Result, More = unknown> = {
  argument: EditedRun & More;
  result: Result | null;
  progress: never;
};

/** How a run is written. */
export type ExportOptions = {
  /** What a run file says the run is called; otherwise what the data are called. */
  readonly name?: string;
  /** Of an HTML report; English otherwise. */
  readonly language?: ReportLanguage;
  /** Why the first files were left out, in that language; English otherwise. */
  readonly reasons?: readonly string[];
};

/** What the evaluation worker does: everything about a run that takes more than a moment. */
export type EvaluationApi = {
  /** Takes a run, to be asked about; the last few are kept. */
  openRun: { argument: { readonly key: string; readonly record: RunRecord }; result: null; progress: never };
  summarise: Question<RunSummary>;
  curves: Question<RunCurves>;
  calibration: Question<RunCalibration>;
  slices: Question<readonly SlicedColumn[]>;
  doubtfulLabels: Question<readonly DoubtfulClip[]>;
  /** Projects rows onto their two principal components; of no run in particular. */
  project: {
    argument: { readonly values: Float32Array; readonly numRows: number; readonly dim: number };
    result: ClipMap;
    progress: never;
  };
  exportRun: Question<Blob, { readonly kind: ExportKind } & ExportOptions & { readonly other?: EditedRun }>;
  /** The run that the question is about is the first one. */
  compare: Question<RunComparison, { readonly other: EditedRun }>;
  /** Reads a run file or a CSV of predictions. */
  readRun: {
    argument: { readonly file: Blob; readonly name: string };
    result: OpenedRun;
    progress: never;
  };
};
