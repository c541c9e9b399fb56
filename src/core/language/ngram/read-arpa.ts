import { ArpaLines } from './arpa-lines.ts';
import { NgramModel } from './ngram-model.ts';
import { maxNgrams, NgramTrie, root } from './ngram-trie.ts';
import { createTokenizer, type Tokenizer, whitespaceTokenizer } from './tokenizer.ts';
import { endWord, startId, unknownWord, Vocabulary } from './vocabulary.ts';

const maxMegabytes = 64;
const maxReadOrder = 10;

/** What SRILM writes for log10 of 0. */
const zeroLog10 = -99;

const numberPattern = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
const infinityPattern = /^-inf(?:inity)?$/i;

type Reading = {
  readonly lines: ArpaLines;
  readonly vocabulary: Vocabulary;
  readonly trie: NgramTrie;
  readonly logProbs: number[];
  readonly backOffs: number[];
};

/**
 * Reads an ARPA file: up to 64 MB, orders 1 to 10, two million N-grams. A missing back-off weight is 1; −99 is a
 * probability of 0; `<UNK>` is `<unk>`, which may be missing (see {@link NgramModel}), as may `<s>`. N-grams whose
 * beginning or end the file does not list are taken as they are. Text before `\data\` is passed over, but for the line
 * with the tokenizer that `writeArpa` writes; without it words are cut at white space.
 *
 * @throws PhonoscopeError `arpa-invalid` with the line and the reason.
 */
export function readArpa(text: string): NgramModel {
  const lines = new ArpaLines(text);
  if (text.length > maxMegabytes * 1e6) throw lines.problem(`it is longer than ${maxMegabytes} MB`);
  const tokenizer = readPreamble(lines);
  const { numbers, next } = readNumbers(lines);
  const order = numbers.length;
  const vocabulary = new Vocabulary();
  const trie = new NgramTrie();
  const reading: Reading = { lines, vocabulary, trie, logProbs: [], backOffs: [] };
  let line = next;
  for (const [i, number] of numbers.entries()) {
    const expected = `\\${i + 1}-grams:`;
    if (line !== expected) throw lines.problem(`${expected} should stand here`);
    line = readSection(reading, i + 1, i + 1 === order, number);
  }
  if (line !== '\\end\\') throw lines.problem('\\end\\ should stand here');
  if (lines.next() !== undefined) throw lines.problem('there is text after \\end\\');
  if (!isListed(reading, endWord)) throw lines.problem(`${endWord} is not among the 1-grams`);
  const start = trie.child(root, startId);
  if (start !== undefined) reading.logProbs[start] = -Infinity;
  return new NgramModel({
    order,
    vocabulary,
    trie,
    logProbs: Float64Array.from({ length: trie.size }, (_, node) => reading.logProbs[node] ?? Number.NaN),
    backOffs: Float64Array.from({ length: trie.size }, (_, node) => reading.backOffs[node] ?? 0),
    tokenizer,
  });
}

function readPreamble(lines: ArpaLines): Tokenizer {
  let tokenizer: Tokenizer | null = whitespaceTokenizer;
  for (let line = lines.next(); line !== '\\data\\'; line = lines.next()) {
    if (line === undefined) throw lines.problem('there is no \\data\\');
    const spec = /^# tokenizer: (.+)$/.exec(line)?.[1];
    if (spec !== undefined) tokenizer = createTokenizer(spec);
    if (tokenizer === null) throw lines.problem(`there is no tokenizer "${spec ?? ''}"`);
  }
  return tokenizer;
}

/** How many N-grams of each order there will be, and the line after. */
function readNumbers(lines: ArpaLines): { numbers: number[]; next: string | undefined } {
  const numbers: number[] = [];
  for (let line = lines.next(); ; line = lines.next()) {
    const [, length, number] = /^ngram[ \t]+(\d+)[ \t]*=[ \t]*(\d+)$/.exec(line ?? '') ?? [];
    if (number === undefined) {
      if (numbers.length === 0) throw lines.problem('ngram 1=… should stand here');
      return { numbers, next: line };
    }
    if (Number(length) !== numbers.length + 1)
      throw lines.problem(`ngram ${numbers.length + 1}=… is missing`);
    if (numbers.length === maxReadOrder) throw lines.problem(`its order is above ${maxReadOrder}`);
    numbers.push(Number(number));
    const total = numbers.reduce((sum, one) => sum + one, 0);
    if (total > maxNgrams) throw lines.problem(`it has more than ${maxNgrams} N-grams`);
  }
}

/** Reads the N-grams of one length, and gives the line after. */
function readSection(reading: Reading, length: number, isTop: boolean, number: number): string | undefined {
  const { lines } = reading;
  for (let count = 0; ; count++) {
    const line = lines.next();
    if (line === undefined) throw lines.problem('the file is cut short: there is no \\end\\');
    if (line.startsWith('\\')) {
      if (count === number) return line;
      throw lines.problem(`${number} ${length}-grams were announced, there are ${count}`);
    }
    if (count === number) throw lines.problem(`there are more ${length}-grams than the ${number} announced`);
    readNgram(reading, line, length, isTop);
  }
}

function readNgram(reading: Reading, line: string, length: number, isTop: boolean): void {
  const { lines, trie } = reading;
  const fields = line.match(/[^ \t]+/g) ?? [];
  const [logProb = '', ...rest] = fields;
  const words = rest.slice(0, length);
  const backOff = rest[length] ?? '0';
  if (words.length < length || rest.length > length + 1) {
    throw lines.problem(`a number, ${length} words and at most one more number should stand here`);
  }
  let node = root;
  for (const word of words) node = trie.add(node, readWord(reading, word, length));
  if (trie.size > maxNgrams) throw lines.problem(`it has more than ${maxNgrams} N-grams`);
  if (reading.logProbs[node] !== undefined) throw lines.problem(`"${words.join(' ')}" is there twice`);
  const value = readLog10(lines, logProb);
  if (value > 0) throw lines.problem(`log10 of a probability cannot be ${logProb}`);
  reading.logProbs[node] = value;
  reading.backOffs[node] = readLog10(lines, backOff);
  if (isTop && reading.backOffs[node] !== 0) {
    throw lines.problem('N-grams of the highest order have no back-off weight');
  }
}

function readWord(reading: Reading, text: string, length: number): number {
  const word = text === '<UNK>' ? unknownWord : text;
  if (length === 1) return reading.vocabulary.add(word);
  if (!isListed(reading, word)) throw reading.lines.problem(`"${word}" is not among the 1-grams`);
  return reading.vocabulary.add(word);
}

function isListed({ vocabulary, trie }: Reading, word: string): boolean {
  const id = vocabulary.find(word);
  return id !== undefined && trie.child(root, id) !== undefined;
}

function readLog10(lines: ArpaLines, text: string): number {
  if (infinityPattern.test(text)) return -Infinity;
  const value = Number(text);
  if (!numberPattern.test(text) || !Number.isFinite(value)) throw lines.problem(`"${text}" is not a number`);
  return value === zeroLog10 ? -Infinity : value;
}
