import type { Smoothing } from '../../../../core/language/ngram/smoothing.ts';
import type {
  Continuation,
  HmmProgress,
  HmmSummary,
  JudgedText,
  LanguageText,
  NgramSummary,
} from '../../../../workers/language-protocol.ts';
import type { PlainError } from '../../../../workers/protocol.ts';

/** The two models that stand beside each other. */
export const modelKinds = ['ngram', 'hmm'] as const;
export type ModelKind = (typeof modelKinds)[number];

/** The worker's names of them. */
export const modelKeys = { ngram: 'playground-ngram', hmm: 'playground-hmm' } as const;

/** What was typed; or files, which then are the text. A new object whenever it changes. */
export type TextSource = { readonly text: string; readonly files: readonly File[] };

export const tokenizers = ['whitespace', 'character', 'segmenter:en', 'segmenter:zh'] as const;
export type TokenizerName = (typeof tokenizers)[number];

export const smoothings = ['ml', 'add-k', 'witten-bell', 'absolute', 'kneser-ney'] as const;
export type SmoothingName = (typeof smoothings)[number];

/** What the next training takes. */
export type PlaygroundSettings = {
  readonly tokenizer: TokenizerName;
  readonly order: number;
  readonly smoothing: SmoothingName;
  /** For `add-k`. */
  readonly k: number;
  readonly numStates: number;
  readonly iterations: number;
  readonly hmmSeed: number;
};

/** A model that the worker keeps. */
export type OpenModel<Summary> = {
  readonly summary: Summary;
  /** The text that it was trained on; null for a file. */
  readonly source: TextSource | null;
  /** Of the file. */
  readonly fileName: string | null;
};

/** What the playground shows. Immutable, a new object after each change. */
export type PlaygroundState = {
  readonly corpus: TextSource;
  readonly settings: PlaygroundSettings;
  /** The model on the screen. */
  readonly kind: ModelKind;
  readonly models: {
    readonly ngram: OpenModel<NgramSummary> | null;
    readonly hmm: OpenModel<HmmSummary> | null;
  };
  /** What is being trained or opened. */
  readonly busy: { readonly with: ModelKind | 'file'; readonly progress: HmmProgress | null } | null;
  readonly error: { readonly error: PlainError; readonly subject: string } | null;
  /** The sentence, or the text, that is measured. */
  readonly attempt: TextSource;
  /** By each model; null without model or words. */
  readonly judged: { readonly ngram: JudgedText | null; readonly hmm: JudgedText | null };
  /** While the figures below are those of an earlier attempt. */
  readonly isJudging: boolean;
  readonly attemptError: PlainError | null;
  readonly history: string;
  /** What the history was before, the last one at the end. */
  readonly past: readonly string[];
  readonly next: readonly Continuation[] | null;
  readonly generation: { readonly seed: number; readonly temperature: number; readonly count: number };
  readonly sentences: readonly string[] | null;
};

export const firstSettings: PlaygroundSettings = {
  tokenizer: 'whitespace',
  order: 3,
  smoothing: 'kneser-ney',
  k: 0.1,
  numStates: 16,
  iterations: 50,
  hmmSeed: 1,
};

/** As the core names it. */
export function smoothingOf({ smoothing, k }: PlaygroundSettings): Smoothing {
  switch (smoothing) {
    case 'add-k':
      return { name: smoothing, k };
    case 'witten-bell':
    case 'absolute':
      return { name: smoothing, isInterpolated: true };
    default:
      return { name: smoothing };
  }
}

/** As the worker takes it. */
export const textOf = ({ text, files }: TextSource): LanguageText => (files.length === 0 ? text : files);

/** Whether there is anything to read. */
export const isBlank = ({ text, files }: TextSource) => files.length === 0 && text.trim() === '';

/** Whether the figures of both models may be put beside each other: the same words of the same text. */
export function areComparable({ models: { ngram, hmm } }: PlaygroundState): boolean {
  return (
    ngram !== null &&
    hmm !== null &&
    isSameText(ngram.source, hmm.source) &&
    ngram.summary.tokenizer === hmm.summary.tokenizer
  );
}

function isSameText(a: TextSource | null, b: TextSource | null): boolean {
  if (a === null || b === null) return false;
  return a === b || (a.files.length === 0 && b.files.length === 0 && a.text === b.text);
}
