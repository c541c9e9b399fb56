import type { DecodeOptions } from '../../../core/language/decoder/decode-options.ts';
import type { Decoding, SoundScores } from '../../../core/language/decoder/decode-sound.ts';
import type { LabelSet } from '../../../core/language/decoder/emissions.ts';
import type { AnalysedClip, ClipSource, ModelName } from '../../../workers/protocol.ts';

/** Windows that slide over the sound, or one score for each stretch of speech between pauses. */
export type SpeechKind = SoundScores['kind'];

/** What a classifier makes of a recording of several words. */
export type ScoredSpeech = {
  readonly clip: AnalysedClip;
  readonly sound: SoundScores;
  readonly labelSet: LabelSet;
  readonly modelName: ModelName;
};

/** What says which word may follow which. `fit` is how sure it is that people follow the grammar, 0…1; 1 forbids others. */
export type SpeechLanguage =
  | { readonly kind: 'none' }
  | { readonly kind: 'ngram'; readonly key: string }
  | { readonly kind: 'grammar'; readonly text: string; readonly fit: number };

/** The part of the recogniser that scores whole recordings. */
export type SpeechRecogniser = {
  scoreSpeech(
    source: ClipSource,
    options: {
      readonly kind: SpeechKind;
      readonly signal: AbortSignal;
      readonly onProgress: (share: number) => void;
    },
  ): Promise<ScoredSpeech>;
};

export type DecodeRequest = {
  readonly sound: SoundScores;
  readonly labelSet: LabelSet;
  readonly options: DecodeOptions;
  readonly priors: readonly number[] | null;
  readonly language: SpeechLanguage;
  /** How many sentences at most. */
  readonly count: number;
};

/** The part of the language models that finds words in scores. */
export type SpeechDecoder = {
  decode(request: DecodeRequest, options: { readonly signal: AbortSignal }): Promise<Decoding>;
};
