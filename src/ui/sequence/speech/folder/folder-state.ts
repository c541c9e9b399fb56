import type { AlignedWord } from '../../../../core/evaluation/align-words.ts';
import type { WordErrorCounts, WordErrors } from '../../../../core/evaluation/word-errors.ts';
import type { DecodeOptions } from '../../../../core/language/decoder/decode-options.ts';
import type { TriedWeights, WeightGrid } from '../../../../core/language/decoder/search-weights.ts';
import type { WindowKind } from '../../../../core/language/decoder/decode-options.ts';
import type { LanguageChoice } from '../../../../workers/language-protocol.ts';
import type { ModelName, PlainError } from '../../../../workers/protocol.ts';

import type { SpeechFile, SpeechFolder } from './speech-folder.ts';

/** What a folder is measured with. */
export type SpeechSettings = {
  /** The model that the visitor has chosen. */
  readonly model: ModelName;
  readonly kind: WindowKind;
  readonly options: DecodeOptions;
  readonly language: LanguageChoice;
};

/** A recording of a folder. What was heard is null until it is known; `error` says why it never will be. */
export type FolderRow = {
  readonly path: string;
  readonly reference: readonly string[];
  readonly hypothesis: readonly string[] | null;
  readonly alignment: readonly AlignedWord[] | null;
  readonly counts: WordErrorCounts | null;
  readonly error: PlainError | null;
};

/** The pairs of weights that were tried so far, row by row: a row for each weight of the language model. */
export type TriedGrid = WeightGrid & { readonly tried: readonly TriedWeights[] };

/** Reading, scoring by the model, a search with other settings, or the search for weights. */
export type FolderWork = 'opening' | 'scoring' | 'decoding' | 'grid';

export type FolderState = {
  readonly folder: SpeechFolder | null;
  /** The model that heard it; may stand in for the one chosen. */
  readonly modelName: string | null;
  /** What the rows were measured with. */
  readonly settings: SpeechSettings | null;
  readonly rows: readonly FolderRow[];
  readonly work: FolderWork | null;
  readonly done: number;
  readonly total: number;
  /** Of the recordings heard; null while they are gone through. */
  readonly errors: WordErrors | null;
  /** Words of the references that the model lacks, with how often they are said. */
  readonly missing: ReadonlyMap<string, number>;
  readonly grid: TriedGrid | null;
  readonly error: PlainError | null;
};

export const emptyFolder: FolderState = {
  folder: null,
  modelName: null,
  settings: null,
  rows: [],
  work: null,
  done: 0,
  total: 0,
  errors: null,
  missing: new Map(),
  grid: null,
  error: null,
};

export function waitingRow({ path, reference }: SpeechFile): FolderRow {
  return { path, reference, hypothesis: null, alignment: null, counts: null, error: null };
}

/** Whether the rows were measured with other settings than these. */
export function isOutdated({ settings }: FolderState, current: SpeechSettings): boolean {
  return settings !== null && JSON.stringify(settings) !== JSON.stringify(current);
}
