import type { LanguageModel } from '../language-model.ts';
import type { DecodeOptions } from './decode-options.ts';
import type { LabelSet } from './emissions.ts';

/** What is needed besides the sound. */
export type DecodeSetup = {
  readonly labelSet: LabelSet;
  readonly languageModel: LanguageModel;
  readonly options: DecodeOptions;
  /** How frequent each label is, where `priorScale` is to count; null = all alike. */
  readonly priors: readonly number[] | null;
  /** False while somebody still speaks: then the sentence need not be one that may end here. */
  readonly isEnd?: boolean;
};
