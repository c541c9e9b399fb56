import { PhonoscopeError } from '../core/errors.ts';
import { readTextHmm, writeTextHmm } from '../core/language/hmm/text-hmm-file.ts';
import { type TextHmm, trainTextHmm } from '../core/language/hmm/text-hmm.ts';
import type { NgramModel } from '../core/language/ngram/ngram-model.ts';
import { readArpa } from '../core/language/ngram/read-arpa.ts';
import { createTokenizer, splitSentences, type Tokenizer } from '../core/language/ngram/tokenizer.ts';
import { trainNgram } from '../core/language/ngram/train-ngram.ts';
import { numNgrams, writeArpa } from '../core/language/ngram/write-arpa.ts';
import { createRandom } from '../core/training/random.ts';
import { continueText, drawSentence } from './continue-text.ts';
import { createDecodeHandlers } from './decode-handlers.ts';
import type { CallContext, Handlers } from './expose-worker.ts';
import { judgeText, type Turns } from './judge-text.ts';
import type {
  HmmProgress,
  HmmSummary,
  LanguageApi,
  LanguageText,
  NgramSummary,
} from './language-protocol.ts';
import type { LanguageStore } from './language-store.ts';
import { throwIfAborted } from './plain-error.ts';
import { readLanguageText } from './read-language-text.ts';

export type LanguageParts = {
  readonly store: LanguageStore;
  /** Lets the messages that have arrived have their turn, an abort among them. */
  readonly yieldTurn: () => Promise<void>;
};

type Trained = NgramSummary['trained'];

/** The functions behind the language worker. */
export function createLanguageHandlers({ store, yieldTurn }: LanguageParts): Handlers<LanguageApi> {
  /** Of calls that wait in a row only those go on that are still wanted. */
  const turn = async (signal: AbortSignal) => {
    await yieldTurn();
    throwIfAborted(signal);
  };
  return {
    ...createDecodeHandlers({ store, yieldTurn }),
    trainNgram: async ({ key, text, order, smoothing, tokenizer: spec }, { signal }) => {
      const { tokenizer, sentences } = await readSentences(text, spec);
      await turn(signal);
      const model = trainNgram(sentences, order, smoothing, tokenizer);
      const { score } = await judgeText({ kind: 'ngram', model }, sentences, 0, { signal, yieldTurn });
      await turn(signal);
      store.set(key, { kind: 'ngram', model });
      return describeNgram(model, { numSentences: sentences.length, score });
    },
    trainHmm: async ({ key, text, tokenizer: spec, ...options }, context) => {
      const { tokenizer, sentences } = await readSentences(text, spec);
      const steps = trainTextHmm(sentences, { ...options, tokenizer });
      const model = await runSteps(steps, context, turn);
      const { signal } = context;
      const { score } = await judgeText({ kind: 'hmm', model }, sentences, 0, { signal, yieldTurn });
      await turn(signal);
      store.set(key, { kind: 'hmm', model });
      return describeHmm(model, { numSentences: sentences.length, score });
    },
    open: async ({ key, file }, { signal }) => {
      const text = await readLanguageText([file]);
      await turn(signal);
      if (text.trimStart().startsWith('{')) {
        const model = readTextHmm(text);
        await turn(signal);
        store.set(key, { kind: 'hmm', model });
        return describeHmm(model, null);
      }
      const model = readArpa(text);
      await turn(signal);
      store.set(key, { kind: 'ngram', model });
      return describeNgram(model, null);
    },
    save: async ({ key }) => {
      const { kind, model } = store.get(key);
      return kind === 'ngram'
        ? new Blob([writeArpa(model)], { type: 'text/plain' })
        : new Blob([writeTextHmm(model)], { type: 'application/json' });
    },
    scoreText: async ({ key, text, numShown }, { signal }) => {
      const turns: Turns = { signal, yieldTurn };
      await turn(signal);
      const stored = store.get(key);
      const sentences = splitSentences(await readLanguageText(text), stored.model.tokenizer);
      return judgeText(stored, sentences, numShown, turns);
    },
    nextWords: async ({ key, history, limit }, { signal }) => {
      await turn(signal);
      return continueText(store.get(key), history, limit);
    },
    generate: async ({ key, seed, temperature, count, maxWords }, { signal }) => {
      const sentences: string[] = [];
      for (let i = 0; i < count; i++) {
        await turn(signal);
        sentences.push(drawSentence(store.get(key), createRandom(seed, i), temperature, maxWords));
      }
      return sentences;
    },
    rename: async ({ key, to }) => {
      store.rename(key, to);
      return null;
    },
    remove: async ({ key }) => {
      store.remove(key);
      return null;
    },
  };
}

async function readSentences(text: LanguageText, spec: string) {
  const tokenizer: Tokenizer | null = createTokenizer(spec);
  if (tokenizer === null) {
    throw new PhonoscopeError('internal', `There is no tokenizer "${spec}".`, { reason: spec });
  }
  return { tokenizer, sentences: splitSentences(await readLanguageText(text), tokenizer) };
}

/** Runs a training to its end; between two iterations it can be stopped. */
async function runSteps(
  steps: ReturnType<typeof trainTextHmm>,
  { signal, progress }: CallContext<HmmProgress>,
  turn: (signal: AbortSignal) => Promise<void>,
): Promise<TextHmm> {
  for (;;) {
    await turn(signal);
    const step = steps.next();
    if (step.done === true) return step.value;
    const { iteration, logLikelihood } = step.value;
    progress({ iteration, logProb10: logLikelihood / Math.LN10 });
  }
}

function describeNgram(model: NgramModel, trained: Trained): NgramSummary {
  const { order, vocabulary, tokenizer } = model;
  const { numWords } = vocabulary;
  return { kind: 'ngram', order, numWords, tokenizer: tokenizer.spec, numNgrams: numNgrams(model), trained };
}

function describeHmm({ hmm, words, tokenizer }: TextHmm, trained: Trained): HmmSummary {
  const { numStates } = hmm;
  return { kind: 'hmm', numStates, numWords: words.length, tokenizer: tokenizer.spec, trained };
}
