import { anyWords, overEvenGuess } from '../core/language/combine-models.ts';
import { type Decoding, decodeInSteps } from '../core/language/decoder/decode-sound.ts';
import { type LabelSet, sortLabels } from '../core/language/decoder/emissions.ts';
import { searchWeights, type TriedWeights } from '../core/language/decoder/search-weights.ts';
import { createGrammarModel } from '../core/language/grammar/grammar-model.ts';
import { missingWords, parseGrammar } from '../core/language/grammar/grammar.ts';
import type { LanguageModel } from '../core/language/language-model.ts';
import { PhonoscopeError } from '../core/errors.ts';
import type { Handlers } from './expose-worker.ts';
import type { DecodeApi, LanguageChoice } from './language-protocol.ts';
import type { LanguageStore } from './language-store.ts';
import { throwIfAborted } from './plain-error.ts';

type Parts = { readonly store: LanguageStore; readonly yieldTurn: () => Promise<void> };

/** The functions behind the language worker that find words in what the recogniser heard. */
export function createDecodeHandlers({ store, yieldTurn }: Parts): Handlers<DecodeApi> {
  const turn = async (signal: AbortSignal) => {
    await yieldTurn();
    throwIfAborted(signal);
  };
  return {
    decode: async ({ sound, language, count, ...setup }, { signal }): Promise<Decoding> => {
      await turn(signal);
      const languageModel = openLanguage(language, setup.labelSet, store);
      const steps = decodeInSteps(sound, { ...setup, languageModel }, count);
      for (;;) {
        const step = steps.next();
        if (step.done === true) return step.value;
        await turn(signal);
      }
    },
    searchWeights: async ({ recordings, language, grid, ...setup }, { signal, progress }) => {
      const tried: TriedWeights[] = [];
      const languageModel = openLanguage(language, setup.labelSet, store);
      for (const weights of searchWeights(recordings, { ...setup, languageModel }, grid)) {
        tried.push(weights);
        progress(weights);
        await turn(signal);
      }
      return tried;
    },
    checkGrammar: async ({ text, labelSet }) => {
      const grammar = parseGrammar(text);
      const known = sortLabels(labelSet).words.map(({ word }) => word);
      return { words: grammar.words, missing: missingWords(grammar, known) };
    },
  };
}

/** @throws PhonoscopeError `language-gone`, `grammar-invalid`. */
function openLanguage(language: LanguageChoice, labelSet: LabelSet, store: LanguageStore): LanguageModel {
  if (language.kind === 'none') return anyWords;
  const vocabulary = sortLabels(labelSet).words.map(({ word }) => word);
  if (language.kind === 'ngram') {
    const stored = store.get(language.key);
    if (stored.kind === 'ngram') return overEvenGuess(stored.model, vocabulary.length);
    throw new PhonoscopeError('internal', 'Hidden Markov models of text do not decode.', {
      reason: language.key,
    });
  }
  const grammar = createGrammarModel(parseGrammar(language.text), { fit: language.fit, vocabulary });
  return overEvenGuess(grammar, vocabulary.length);
}
