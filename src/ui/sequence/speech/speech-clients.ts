import type { Recogniser } from '../../../workers/recogniser.ts';
import type { LanguageModels } from '../../../workers/language-models.ts';

/** The part of the recogniser that hears recordings of several words. */
export type SpeechRecogniser = Pick<Recogniser, 'scoreSpeech' | 'analyse' | 'setModel'>;

/** The part of the language models that finds words in what was heard. */
export type SpeechDecoder = Pick<LanguageModels, 'decode' | 'searchWeights' | 'checkGrammar'>;
