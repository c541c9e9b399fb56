/**
 * How a recording of several words is put before a model that knows single ones: `segments` takes what lies between two
 * pauses, `frames` slides a window over it, so that words may run into each other.
 */
export type WindowKind = 'frames' | 'segments';

/** How sound and language are weighed against each other. */
export type DecodeOptions = {
  /** What the logarithm of the model's scores counts; neighbouring windows share most of their sound, so less than 1. */
  readonly acousticScale: number;
  /** How much of the labels' own frequency is taken out of the scores: 0 = posteriors, 1 = scaled likelihoods. */
  readonly priorScale: number;
  /** What the logarithm of the language model's probability counts; 0 switches it off, except for what it forbids. */
  readonly lmWeight: number;
  /** Taken off for every word, in natural logarithms: more of it gives fewer words. */
  readonly wordInsertionPenalty: number;
  /** Taken off for every frame that is neither word nor silence, and for every segment that is no word. */
  readonly fillerPenalty: number;
  /** No word is shorter; only where frames are decoded. */
  readonly minWordSec: number;
  /** Taken off for every second that a word takes longer than that; only where frames are decoded. */
  readonly longWordPenalty: number;
  /** What the logarithm of the scores counts of a model that hears words whole; only where frames are decoded. */
  readonly wholeWordScale: number;
  /** Paths that fall so far behind the best one are given up. */
  readonly beam: number;
};

/** Where windows slide over the sound and nothing has been heard whole yet; chosen by the same recordings. */
export const findingOptions: DecodeOptions = {
  acousticScale: 0.3,
  priorScale: 0,
  lmWeight: 1,
  wordInsertionPenalty: 2,
  fillerPenalty: 0.3,
  minWordSec: 0.24,
  longWordPenalty: 4,
  wholeWordScale: 0,
  beam: 25,
};

/**
 * Where windows slide over the sound; chosen on strings of FSDD's training takes, of Speech Commands speakers who are held
 * out, and of synthetic voices that are.
 */
const frameOptions: DecodeOptions = {
  ...findingOptions,
  acousticScale: 0.2,
  wordInsertionPenalty: 1,
  wholeWordScale: 1.5,
};

/** Where each stretch of speech has one score; chosen on strings of FSDD's training takes. */
const segmentOptions: DecodeOptions = {
  ...frameOptions,
  acousticScale: 1,
  wordInsertionPenalty: 0,
  fillerPenalty: 3,
};

/** How to weigh sound and language where nobody says otherwise. */
export function optionsFor(kind: WindowKind): DecodeOptions {
  return kind === 'frames' ? frameOptions : segmentOptions;
}
