import { scoreWordsHmm } from '../core/language/hmm/score-text-hmm.ts';
import { scoreWords } from '../core/language/ngram/score-text.ts';
import { TextScorer } from '../core/language/text-score.ts';
import type { JudgedText, JudgedWord } from './language-protocol.ts';
import type { StoredModel } from './language-store.ts';
import { throwIfAborted } from './plain-error.ts';

/** Words scored before others have their turn: a few milliseconds. */
const wordsAtOnce = 2000;

/** What a long measurement needs from its surroundings. */
export type Turns = { readonly signal: AbortSignal; readonly yieldTurn: () => Promise<void> };

/**
 * Measures sentences that the model's tokenizer has cut.
 *
 * @param numShown how many words are given back one by one.
 * @throws PhonoscopeError `corpus-empty`, `aborted`.
 */
export async function judgeText(
  stored: StoredModel,
  sentences: readonly (readonly string[])[],
  numShown: number,
  { signal, yieldTurn }: Turns,
): Promise<JudgedText> {
  const scorer = new TextScorer(stored.kind === 'hmm' || stored.model.hasUnknown);
  const shown: (readonly JudgedWord[])[] = [];
  let left = wordsAtOnce;
  let leftToShow = numShown;
  for (const words of sentences) {
    const judged = judgeWords(stored, words);
    scorer.add(judged);
    if (leftToShow > 0) shown.push(judged.slice(0, leftToShow));
    leftToShow -= judged.length;
    left -= judged.length;
    if (left > 0) continue;
    left = wordsAtOnce;
    await yieldTurn();
    throwIfAborted(signal);
  }
  return { score: scorer.result(), sentences: shown };
}

function judgeWords({ kind, model }: StoredModel, words: readonly string[]): readonly JudgedWord[] {
  if (kind === 'ngram') return scoreWords(model, words);
  return scoreWordsHmm(model, words).map(({ word, logProb10, isKnown }) => ({
    word,
    logProb10,
    isKnown,
    matchLength: null,
  }));
}
