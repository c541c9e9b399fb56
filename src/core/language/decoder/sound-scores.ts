import type { FrameTiming } from './frame-decoder.ts';
import type { ScoredSegment } from './segment-decoder.ts';
import type { HeardWord } from './whole-words.ts';

/**
 * What a classifier makes of a recording of several words: the scores of windows that slide over it, or one for each
 * stretch of speech. Scores are in the order of the model's labels.
 */
export type SoundScores =
  | {
      readonly kind: 'frames';
      readonly timing: FrameTiming;
      readonly rows: readonly Float32Array[];
      /** Stretches that may be a word, heard once more, whole. */
      readonly words: readonly HeardWord[];
    }
  | { readonly kind: 'segments'; readonly segments: readonly ScoredSegment[] };
