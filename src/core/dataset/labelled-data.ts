import type { ClipColumn } from '../evaluation/run-record.ts';
import type { LabelledClip, SplitFile } from './label-clips.ts';
import type { LabelProblem } from './label-problem.ts';
import type { LostRow, RepeatedFile } from './manifest-join.ts';
import type { ManifestTable } from './manifest-table.ts';

/** Where labels come from. `automatic`: `metadata.csv` where there is one with a column of labels, else folders. */
export type LabelSource =
  | { readonly kind: 'automatic' | 'folders' }
  | {
      readonly kind: 'manifest';
      readonly table: ManifestTable;
      readonly pathColumn: string;
      readonly labelColumn: string;
    }
  | { readonly kind: 'pattern'; readonly pattern: string };

/** How labels were found. `lists`: from folders, the split by lists; `of`: the manifest's path, or the pattern, or ''. */
type LabelOrigin = {
  readonly kind: 'folders' | 'file names' | 'lists' | 'manifest' | 'pattern';
  readonly of: string;
};

/** A file without a label; `problem` is null where it lies in no label folder and its name says none. */
export type UnlabelledFile = SplitFile & { readonly problem: LabelProblem | null };

/** The labelled clips of a split, what else is known of them, and what was wrong with a manifest. */
export type LabelledData = {
  readonly split: string;
  readonly origin: LabelOrigin;
  readonly clips: readonly LabelledClip[];
  /** Row i is clip i. */
  readonly columns: readonly ClipColumn[];
  readonly unlabelled: readonly UnlabelledFile[];
  /** Labels that are written in several ways, which differ only in spaces at their ends or in encoding. */
  readonly merged: readonly (readonly string[])[];
  /** The manifest that gives labels or columns; null where there is none. */
  readonly manifest: string | null;
  /** Its rows that name no sound file of the folder. */
  readonly lostRows: readonly LostRow[];
  /** Files of the split that several rows name, with the same label. */
  readonly repeated: readonly RepeatedFile[];
};
