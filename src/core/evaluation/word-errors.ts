import { createRandom } from '../training/random.ts';
import { type AlignedWord, alignWords, foldWord } from './align-words.ts';
import { wilsonInterval } from './wilson-interval.ts';

/** What was said in a recording, and what was heard. */
export type Utterance = {
  readonly reference: readonly string[];
  readonly hypothesis: readonly string[];
};

/** Number of words said, and of errors of each kind. */
export type WordErrorCounts = {
  readonly words: number;
  readonly substitutions: number;
  readonly deletions: number;
  readonly insertions: number;
};

/** Words that were taken for each other; null = not said (an insertion), or not heard (a deletion). */
export type WordConfusion = {
  readonly reference: string | null;
  readonly hypothesis: string | null;
  readonly count: number;
};

/** How well the words of many recordings were heard. */
export type WordErrors = WordErrorCounts & {
  /** (S + D + I) / words; may exceed 1. Null where no word was said. */
  readonly wordErrorRate: number | null;
  /** 95 %; null with fewer than two recordings. */
  readonly wordErrorInterval: readonly [number, number] | null;
  readonly utterances: number;
  /** Recordings with at least one error. */
  readonly wrongUtterances: number;
  /** Share of those; null without recordings. */
  readonly stringErrorRate: number | null;
  /** 95 %, Wilson. */
  readonly stringErrorInterval: readonly [number, number];
  /** Most frequent first, as the words are compared: in small letters. */
  readonly confusions: readonly WordConfusion[];
};

/** Counts the errors of one alignment. */
export function countErrors(alignment: readonly AlignedWord[]): WordErrorCounts {
  const count = (wanted: AlignedWord['kind']) => alignment.filter(({ kind }) => kind === wanted).length;
  const insertions = count('insertion');
  return {
    words: alignment.length - insertions,
    substitutions: count('substitution'),
    deletions: count('deletion'),
    insertions,
  };
}

/** Substitutions, deletions and insertions together. */
export function sumErrors({ substitutions, deletions, insertions }: WordErrorCounts): number {
  return substitutions + deletions + insertions;
}

/**
 * Measures how well the words of many recordings were heard.
 *
 * @param seed of the interval's draws.
 */
export function measureWordErrors(utterances: readonly Utterance[], seed = 0): WordErrors {
  const alignments = utterances.map(({ reference, hypothesis }) => alignWords(reference, hypothesis));
  const counts = alignments.map(countErrors);
  const total = addCounts(counts);
  const numWrong = counts.filter((each) => sumErrors(each) > 0).length;
  return {
    ...total,
    wordErrorRate: total.words === 0 ? null : sumErrors(total) / total.words,
    wordErrorInterval: bootstrapWordErrorRate(counts, seed),
    utterances: utterances.length,
    wrongUtterances: numWrong,
    stringErrorRate: utterances.length === 0 ? null : numWrong / utterances.length,
    stringErrorInterval: wilsonInterval(numWrong, utterances.length),
    confusions: listConfusions(alignments),
  };
}

function addCounts(counts: readonly WordErrorCounts[]): WordErrorCounts {
  const sum = (key: keyof WordErrorCounts) => counts.reduce((total, each) => total + each[key], 0);
  return {
    words: sum('words'),
    substitutions: sum('substitutions'),
    deletions: sum('deletions'),
    insertions: sum('insertions'),
  };
}

/** Bisani & Ney found 1,000 to 10,000 draws enough. */
const mostDraws = 4000;
const fewestDraws = 1000;
/** So many recordings are drawn in all, so that a large folder takes no longer than a blink. */
const mostRecordings = 2_000_000;

/**
 * The interval of a word error rate, 95 %: recordings are drawn anew with replacement, since the errors within one are
 * not independent, and the rate is taken of each draw; the interval runs from its 2.5th to its 97.5th percentile. With
 * no error at all it is [0, 0], which says too much: then only the number of words tells how sure one can be.
 *
 * @returns null with fewer than two recordings that hold words.
 * @see Bisani & Ney 2004, Bootstrap estimates for confidence intervals in ASR performance evaluation.
 */
export function bootstrapWordErrorRate(
  counts: readonly WordErrorCounts[],
  seed: number,
): [number, number] | null {
  if (counts.filter(({ words }) => words > 0).length < 2) return null;
  const numDraws = Math.max(fewestDraws, Math.min(mostDraws, Math.floor(mostRecordings / counts.length)));
  const words = counts.map((each) => each.words);
  const errors = counts.map(sumErrors);
  const random = createRandom(seed);
  const rates = new Float64Array(numDraws);
  for (let draw = 0; draw < numDraws;) {
    let numWords = 0;
    let numErrors = 0;
    for (let i = 0; i < counts.length; i++) {
      const drawn = random.integer(counts.length);
      numWords += words[drawn] ?? 0;
      numErrors += errors[drawn] ?? 0;
    }
    // A draw of nothing but silent recordings has no rate.
    if (numWords > 0) rates[draw++] = numErrors / numWords;
  }
  rates.sort();
  return [rates[Math.floor(0.025 * numDraws)] ?? 0, rates[Math.ceil(0.975 * numDraws) - 1] ?? 0];
}

function listConfusions(alignments: readonly (readonly AlignedWord[])[]): WordConfusion[] {
  const pairs = new Map<string, { reference: string | null; hypothesis: string | null; count: number }>();
  for (const { kind, reference, hypothesis } of alignments.flat()) {
    if (kind === 'correct') continue;
    const [said, heard] = [reference, hypothesis].map((word) => (word === null ? null : foldWord(word)));
    const key = JSON.stringify([said, heard]);
    const pair = pairs.get(key) ?? { reference: said ?? null, hypothesis: heard ?? null, count: 0 };
    pair.count += 1;
    pairs.set(key, pair);
  }
  return [...pairs.values()].toSorted((a, b) => b.count - a.count);
}

/**
 * The words of references that a model cannot hear, as written, each with how often it is said: all of them are errors.
 *
 * @param known the words that the model tells apart.
 */
export function findMissingWords(
  references: readonly (readonly string[])[],
  known: readonly string[],
): ReadonlyMap<string, number> {
  const heard = new Set(known.map(foldWord));
  const missing = new Map<string, number>();
  for (const word of references.flat()) {
    if (!heard.has(foldWord(word))) missing.set(word, (missing.get(word) ?? 0) + 1);
  }
  return missing;
}
