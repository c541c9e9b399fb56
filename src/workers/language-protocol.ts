import type { Decoding } from '../core/language/decoder/decode-sound.ts';
import type { DecodeSetup } from '../core/language/decoder/decode-setup.ts';
import type { SoundScores } from '../core/language/decoder/sound-scores.ts';
import type { LabelSet } from '../core/language/decoder/emissions.ts';
import type { SpokenReference, TriedWeights, WeightGrid } from '../core/language/decoder/search-weights.ts';
import type { Smoothing } from '../core/language/ngram/smoothing.ts';
import type { TextScore } from '../core/language/text-score.ts';

/** A text to learn from or to measure on: one sentence a line. Files are read in the worker, and joined. */
export type LanguageText = string | readonly Blob[];

/** What is known of a language model. Scores are those on the text that it was trained on. */
export type LanguageSummary = NgramSummary | HmmSummary;

type CommonSummary = {
  /** As `createTokenizer` takes it. */
  readonly tokenizer: string;
  /** Different words, without `<s>`, `</s>` and `<unk>`. */
  readonly numWords: number;
  /** Of the text it was trained on; null for an opened file. */
  readonly trained: { readonly numSentences: number; readonly score: TextScore } | null;
};

export type NgramSummary = CommonSummary & {
  readonly kind: 'ngram';
  readonly order: number;
  /** By length from 1. */
  readonly numNgrams: readonly number[];
};

export type HmmSummary = CommonSummary & {
  readonly kind: 'hmm';
  readonly numStates: number;
};

/** One iteration of a training. */
export type HmmProgress = {
  /** From 1. */
  readonly iteration: number;
  /** log10 P of the text before this iteration. */
  readonly logProb10: number;
};

/** A word, or the end of a sentence (`</s>`), as a model sees it. */
export type JudgedWord = {
  readonly word: string;
  readonly logProb10: number;
  readonly isKnown: boolean;
  /** How many words the N-gram has that was found, the word itself among them; null for HMMs, which have none. */
  readonly matchLength: number | null;
};

export type JudgedText = {
  readonly score: TextScore;
  /** The first sentences, word by word; the last of them may be cut off. */
  readonly sentences: readonly (readonly JudgedWord[])[];
};

/** What may come next. */
export type Continuation = {
  /** As the model writes it; `</s>` is the end of the sentence, `<unk>` any unknown word. */
  readonly word: string;
  readonly probability: number;
  /** The words so far and this one as one text; null where nothing can be appended. */
  readonly text: string | null;
};

/** What a recording is decoded by beside its sound. */
export type LanguageChoice =
  | { readonly kind: 'none' }
  | { readonly kind: 'ngram'; readonly key: string }
  /** `fit`: how sure one is that people follow the grammar; 1 forbids what it does not allow. */
  | { readonly kind: 'grammar'; readonly text: string; readonly fit: number };

type DecodeArgument = Omit<DecodeSetup, 'languageModel'> & { readonly language: LanguageChoice };

/** Finding words in what the recogniser heard. All throw `language-gone` and `grammar-invalid`. */
export type DecodeApi = {
  decode: {
    argument: DecodeArgument & { readonly sound: SoundScores; readonly count: number };
    result: Decoding;
    progress: never;
  };
  /** Tries weights on recordings whose words are known. */
  searchWeights: {
    argument: DecodeArgument & {
      readonly recordings: readonly SpokenReference[];
      readonly grid: WeightGrid;
    };
    result: readonly TriedWeights[];
    progress: TriedWeights;
  };
  /** Reads a grammar; `missing` are its words that the recogniser does not know. */
  checkGrammar: {
    argument: { readonly text: string; readonly labelSet: LabelSet };
    result: { readonly words: readonly string[]; readonly missing: readonly string[] };
    progress: never;
  };
};

/**
 * What the language worker does. It keeps models by name. Every method that takes a `key` of none throws
 * `language-gone`, but `remove`.
 */
export type LanguageApi = DecodeApi & {
  /** Trains a model and keeps it; one that had the key goes only then. */
  trainNgram: {
    argument: {
      readonly key: string;
      readonly text: LanguageText;
      readonly order: number;
      readonly smoothing: Smoothing;
      readonly tokenizer: string;
    };
    result: NgramSummary;
    progress: never;
  };
  /** The same for a hidden Markov model; it can be stopped between two iterations. */
  trainHmm: {
    argument: {
      readonly key: string;
      readonly text: LanguageText;
      readonly numStates: number;
      readonly iterations: number;
      readonly seed: number;
      readonly tokenizer: string;
    };
    result: HmmSummary;
    progress: HmmProgress;
  };
  /** Opens an ARPA file, or the JSON file of a hidden Markov model. */
  open: {
    argument: { readonly key: string; readonly file: Blob };
    result: LanguageSummary;
    progress: never;
  };
  /** Writes such a file. */
  save: { argument: { readonly key: string }; result: Blob; progress: never };
  /** Measures a text; the first `numShown` words come back one by one. */
  scoreText: {
    argument: { readonly key: string; readonly text: LanguageText; readonly numShown: number };
    result: JudgedText;
    progress: never;
  };
  /** What may follow some words, the likeliest first. */
  nextWords: {
    argument: { readonly key: string; readonly history: string; readonly limit: number };
    result: readonly Continuation[];
    progress: never;
  };
  /** Draws sentences; the same seed gives the same ones. */
  generate: {
    argument: {
      readonly key: string;
      readonly seed: number;
      readonly temperature: number;
      readonly count: number;
      readonly maxWords: number;
    };
    result: readonly string[];
    progress: never;
  };
  /** Gives a model another key; one that had it goes. */
  rename: { argument: { readonly key: string; readonly to: string }; result: null; progress: never };
  remove: { argument: { readonly key: string }; result: null; progress: never };
};
