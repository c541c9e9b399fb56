import type { ErrorCode, ErrorDetails } from '../errors.ts';
import type { UnreadableFile } from './evaluation.ts';
import type { HeardCondition } from './robustness-schema.ts';
import type { ScoreTable } from './score-table.ts';
import type { SharedWithTraining } from './shared-with-training-schema.ts';

/** What is known of each clip beside its label: a speaker, a length, a column of a manifest. Row i is clip i. */
export type ClipColumn =
  | { readonly name: string; readonly kind: 'text'; readonly values: readonly (string | null)[] }
  /** NaN where a clip has no value. */
  | { readonly name: string; readonly kind: 'number'; readonly values: Float64Array };

/** The clips of an evaluation and what the model said of them; sorted by path (code points). */
export type RunTable = ScoreTable & {
  /** Relative to the folder, with `/`; all different. */
  readonly paths: readonly string[];
  readonly columns: readonly ClipColumn[];
};

/** A file that was left out. */
export type LeftOutFile = UnreadableFile & {
  /** So that the page can say it in its language; absent where no rule gives the file a label. */
  readonly error?: { readonly code: ErrorCode; readonly details: ErrorDetails } | undefined;
};

/** What a person changed: a clip whose label was wrong, or one that should not count. */
export type ClipEdit =
  | { readonly kind: 'relabel'; readonly path: string; readonly label: string }
  | { readonly kind: 'exclude'; readonly path: string };

/** Labels of the data that stand for labels of the model: `from` is counted as `to`; left out where `to` is ''. */
export type LabelMapping = readonly { readonly from: string; readonly to: string }[];

/** One evaluation with all that its figures, its report and a later look need, except the sound. */
export type RunRecord = {
  readonly version: 1;
  /** What was evaluated: a folder's name. */
  readonly dataName: string;
  readonly split: string;
  /** True where the data has no splits, though the command line calls that `test` as well. */
  readonly isWhole?: boolean | undefined;
  /** The model's own name. */
  readonly model: string;
  readonly backend: string;
  /** When it ended, in ms since 1970. */
  readonly endedMs: number;
  /** From the first file read to the last prediction; 0 where nobody knows. */
  readonly seconds: number;
  /** As the model said it, before any edit; labels are those after the mapping. */
  readonly table: RunTable;
  readonly mapping: LabelMapping;
  /** In the order in which they were made; one clip has one at most. */
  readonly edits: readonly ClipEdit[];
  readonly unreadable: readonly LeftOutFile[];
  /** Before any edit; absent where the training of the model had none of it, or nobody knows. */
  readonly sharedWithTraining?: SharedWithTraining | undefined;
  /** Absent where nothing was measured. */
  readonly robustness?: readonly HeardCondition[] | undefined;
};
