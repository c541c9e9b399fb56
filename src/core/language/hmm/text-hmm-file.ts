import * as v from 'valibot';
import { createTokenizer, whitespaceTokenizer } from '../ngram/tokenizer.ts';
import { invalidHmm } from './invalid-hmm.ts';
import {
  createTextHmm,
  maxEmissions,
  maxTextStates,
  sentenceEnd,
  type TextHmm,
  unknownWord,
} from './text-hmm.ts';

/** Rises with each change that older versions of Phonoscope cannot read. */
const formatVersion = 1;
/** Five million numbers of twenty digits, and words. */
const maxLength = 200_000_000;
const leastSum = 1 - 1e-6;

const distribution = v.pipe(
  v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  v.check((row) => row.reduce((a, b) => a + b, 0) >= leastSum, 'probabilities that do not come to 1'),
  v.check((row) => row.reduce((a, b) => a + b, 0) <= 2 - leastSum, 'probabilities that do not come to 1'),
);
const distributions = v.pipe(v.array(distribution), v.minLength(1), v.maxLength(maxTextStates));

const fileSchema = v.strictObject({
  format: v.literal('phonoscope-hmm'),
  version: v.literal(formatVersion),
  tokenizer: v.optional(
    v.pipe(
      v.string(),
      v.check((spec) => createTokenizer(spec) !== null, 'the name of no tokenizer'),
    ),
    whitespaceTokenizer.spec,
  ),
  words: v.pipe(
    v.array(v.pipe(v.string(), v.minLength(1, 'an empty word'))),
    v.minLength(1, 'no words'),
    v.maxLength(maxEmissions, 'too many words'),
    v.check((words) => new Set(words).size === words.length, 'the same word twice'),
    v.check((words) => !words.includes(unknownWord) && !words.includes(sentenceEnd), 'a reserved word'),
  ),
  initial: distribution,
  transition: distributions,
  emission: distributions,
});

/**
 * Writes a model as JSON: `tokenizer` (white space where it is missing), `words`, `initial`, a row of `transition` for each state, and a row of `emission` for each
 * state: the words, then `<unk>`, then `</s>`. Reading it gives the same numbers.
 */
export function writeTextHmm({ words, hmm, tokenizer }: TextHmm): string {
  const { numStates, numSymbols, initial, transition, emission } = hmm;
  const rows = (values: Float64Array, length: number) =>
    Array.from({ length: numStates }, (_, state) => [
      ...values.subarray(state * length, (state + 1) * length),
    ]);
  return JSON.stringify({
    format: 'phonoscope-hmm',
    version: formatVersion,
    tokenizer: tokenizer.spec,
    words,
    initial: [...initial],
    transition: rows(transition, numStates),
    emission: rows(emission, numSymbols),
  });
}

/**
 * Reads what {@link writeTextHmm} has written, from a source that need not be trusted.
 *
 * @throws PhonoscopeError `hmm-invalid` where it is no such model.
 */
export function readTextHmm(text: string): TextHmm {
  if (text.length > maxLength) throw invalidHmm('the file is too large');
  const parsed = v.safeParse(fileSchema, parseJson(text), { abortEarly: true });
  if (!parsed.success) {
    const [{ message, path }] = parsed.issues;
    const where = path?.map(({ key }) => String(key)).join('.') ?? '';
    throw invalidHmm(where === '' ? message : `${where} has ${message}`);
  }
  const { tokenizer, words, initial, transition, emission } = parsed.output;
  const numStates = initial.length;
  const numSymbols = words.length + 2;
  if (transition.length !== numStates || transition.some((row) => row.length !== numStates)) {
    throw invalidHmm(`transition should be ${numStates} rows of ${numStates}`);
  }
  if (emission.length !== numStates || emission.some((row) => row.length !== numSymbols)) {
    throw invalidHmm(`emission should be ${numStates} rows of ${numSymbols}`);
  }
  const hmm = {
    numStates,
    numSymbols,
    initial: Float64Array.from(initial),
    transition: Float64Array.from(transition.flat()),
    emission: Float64Array.from(emission.flat()),
  };
  return createTextHmm(words, hmm, createTokenizer(tokenizer) ?? whitespaceTokenizer);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalidHmm('the file is not JSON');
  }
}
