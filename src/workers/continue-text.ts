import { generateText, nextWords as nextWordsHmm } from '../core/language/hmm/predict-text.ts';
import { generateSentence } from '../core/language/ngram/generate-sentence.ts';
import { nextWords } from '../core/language/ngram/next-words.ts';
import type { Tokenizer } from '../core/language/ngram/tokenizer.ts';
import { isReserved } from '../core/language/ngram/vocabulary.ts';
import type { Random } from '../core/training/random.ts';
import type { Continuation } from './language-protocol.ts';
import type { StoredModel } from './language-store.ts';

/** What may follow a text, the likeliest first. */
export function continueText(stored: StoredModel, history: string, limit: number): Continuation[] {
  const { tokenizer } = stored.model;
  const before = splitHistory(tokenizer, history);
  return likeliest(stored, before, limit).map(({ word, probability }) => ({
    word,
    probability,
    text: isReserved(word) ? null : appended(tokenizer, history, word),
  }));
}

/** A sentence as one text, drawn word by word. */
export function drawSentence(
  stored: StoredModel,
  random: Random,
  temperature: number,
  maxWords: number,
): string {
  const { kind, model } = stored;
  const words =
    kind === 'ngram'
      ? generateSentence(model, random, temperature, maxWords)
      : generateText(model, random, temperature, maxWords);
  return model.tokenizer.join(words);
}

function likeliest({ kind, model }: StoredModel, before: readonly string[], limit: number) {
  if (kind === 'hmm') return nextWordsHmm(model, before).slice(0, limit);
  const state = before.reduce((reached, word) => model.advance(reached, word), model.start);
  return nextWords(model, state, limit);
}

/** A space at the end is a character too, which tokenizers leave out. */
function splitHistory(tokenizer: Tokenizer, history: string): string[] {
  const line = history.replace(/\s+/g, ' ');
  return tokenizer.spec === 'character' ? tokenizer.split(`${line}x`).slice(0, -1) : tokenizer.split(line);
}

function appended(tokenizer: Tokenizer, history: string, word: string): string {
  if (history.trim() === '') return tokenizer.join([word]);
  const isSpaced = tokenizer.join(['a', 'a']) === 'a a';
  return isSpaced ? `${history.trimEnd()} ${word}` : history + tokenizer.join([word]);
}
