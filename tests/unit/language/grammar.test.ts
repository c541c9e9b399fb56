import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PhonoscopeError } from '../../../src/core/errors.ts';
import { exampleGrammars } from '../../../src/core/language/grammar/example-grammars.ts';
import { generateSentence } from '../../../src/core/language/grammar/generate-sentence.ts';
import { createGrammarModel } from '../../../src/core/language/grammar/grammar-model.ts';
import { missingWords, parseGrammar } from '../../../src/core/language/grammar/grammar.ts';
import { sentenceLogProb } from '../../../src/core/language/sentence-log-prob.ts';
import { createRandom } from '../../../src/core/training/random.ts';
import { allSentences, longest, phrases, sentencesOf, split, writePhrase } from './grammar-oracle.ts';

const digits = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
const commands = ['yes', 'no', 'up', 'down', 'left', 'right', 'on', 'off', 'stop', 'go'];

/** The probability of a sentence by a grammar alone. */
function probability(text: string, sentence: string): number {
  const model = createGrammarModel(parseGrammar(text), { fit: 1, vocabulary: [] });
  return Math.exp(sentenceLogProb(model, split(sentence)));
}

function refusal(text: string): PhonoscopeError {
  try {
    parseGrammar(text);
  } catch (thrown) {
    if (thrown instanceof PhonoscopeError) return thrown;
    throw thrown;
  }
  throw new Error('The grammar was accepted.');
}

describe('parseGrammar', () => {
  it.each([
    ['public <a> = yes;', 'yes', 1],
    ['#JSGF V1.0;\r\ngrammar g;\r\npublic <a> = yes no;', 'yes no', 1],
    ['\uFEFF#JSGF V1.0 UTF-8 en;\ngrammar com.example.g;\npublic <a>=yes|no;', 'no', 1 / 2],
    ['public <a> = /3/ yes | no;', 'yes', 3 / 4],
    ['public <a> = /.5/ yes | /1.5e0/ no;', 'yes', 1 / 4],
    ['public <a> = /0/ yes | no;', 'no', 1],
    ['public <a> = /0/ yes | no;', 'yes', 0],
    ['public <a> = [very] good;', 'very good', 1 / 2],
    ['public <a> = good*;', '', 1 / 2],
    ['public <a> = good*;', 'good good', 1 / 8],
    ['public <a> = good+;', 'good good', 1 / 4],
    // A turn goes on in silence with 1/4: the sum of 1/2 · (1/4)ᵏ is 2/3.
    ['public <a> = [good]*;', '', 2 / 3],
    ['public <a> = (a | <NULL>)+;', '', 1 / 3],
    ['public <a> = <b> <b>; <b> = x | y;', 'x y', 1 / 4],
    ['public <a> = x; public <b> = y;', 'y', 1 / 2],
    ['public <a> = x | x;', 'x', 1],
    ['public <a> = "New York" | "say \\"hi\\"";', '', 0],
    ['public <数字> = 一 | 二 {tag \\} here} | 三; // 注释\n/* <x> = */', '二', 1 / 3],
    ['public <a> = public grammar;', 'public grammar', 1],
    ['public <a> = __proto__ | constructor;', '__proto__', 1 / 2],
  ])('%s gives "%s" the probability %f', (text, sentence, expected) => {
    expect(probability(text, sentence)).toBeCloseTo(expected, 12);
  });

  it('keeps a word in quotes whole', () => {
    const { words, name } = parseGrammar('grammar city; public <a> = "New York" | "say \\"hi\\"";');
    expect([name, words]).toEqual(['city', ['New York', 'say "hi"']]);
  });

  it.each([
    ['', 'no-public', 1, 1],
    ['<a> = x;', 'no-public', 1, 1],
    ['#JSGF V2.0;', 'version', 1, 7],
    ['#JSGF V1.0\npublic <a> = x;', 'expected', 2, 8],
    ['grammar;', 'expected', 1, 8],
    ['grammar a b;', 'expected', 1, 11],
    ['import <b.*>;', 'unsupported', 1, 1],
    ['public <a> = x', 'ending', 1, 15],
    ['public <a> =', 'ending', 1, 13],
    ['public a = x;', 'expected', 1, 8],
    ['public <a> x;', 'expected', 1, 12],
    ['public <a> = ;', 'empty-part', 1, 14],
    ['public <a> = x | ;', 'empty-part', 1, 18],
    ['public <a> = x || y;', 'empty-part', 1, 17],
    ['public <a> = ();', 'empty-part', 1, 15],
    ['public <a> =\n  [x;', 'expected', 2, 5],
    ['public <a> =\r\n\r\n  (x];', 'expected', 3, 5],
    ['public <a> = x);', 'expected', 1, 15],
    ['public <a> = * x;', 'empty-part', 1, 14],
    ['public <a> = x /2/ y;', 'expected', 1, 16],
    ['public <a> = /two/ x;', 'weight', 1, 14],
    ['public <a> = /-1/ x;', 'weight', 1, 14],
    ['public <a> = /1e400/ x;', 'weight', 1, 14],
    ['public <a> = /0/ x | /0/ y;', 'weights', 1, 14],
    ['public <a> = x / y;', 'unclosed', 1, 16],
    ['public <a> = "x;', 'unclosed', 1, 14],
    ['public <a> = "x\n";', 'unclosed', 1, 14],
    ['public <a> = x; /* no end', 'unclosed', 1, 17],
    ['public <a> = x {tag;', 'unclosed', 1, 16],
    ['public <a> = <b;', 'unclosed', 1, 14],
    ['public <a> = x>;', 'stray', 1, 15],
    ['public <a> = x};', 'stray', 1, 15],
    ['public <a> = "";', 'empty-word', 1, 14],
    ['public <a b> = x;', 'rule-name', 1, 8],
    ['public <> = x;', 'rule-name', 1, 8],
    ['public <a> = <VOID>;', 'unsupported', 1, 14],
    ['public <NULL> = x;', 'unsupported', 1, 8],
    ['public <a> = x;\n<a> = y;', 'twice', 2, 1],
    ['public <a> = x\n <b>;', 'undefined', 2, 2],
    ['public <a> = x; <b> = <c>;', 'undefined', 1, 23],
    ['public <a> = x <a>;', 'recursion', 1, 16],
    ['public <a> = <NULL>;', 'no-words', 1, 8],
    ['public <a> = [<NULL>]*;', 'no-words', 1, 8],
  ])('%j has the mistake %s in line %i, column %i', (text, context, line, column) => {
    const { code, details, message } = refusal(text);
    expect({ code, ...details }).toMatchObject({ code: 'grammar-invalid', context, line, column });
    expect(message).toContain(`line ${line}, column ${column}: `);
  });

  it('names the rules of a cycle', () => {
    const { message } = refusal('public <a> = x <b>;\n<b> = [<c>];\n<c> = y | <b>;');
    expect(message).toBe(
      'The grammar has a mistake in line 3, column 11: a rule must not come back to itself: <b> → <c> → <b>.',
    );
  });

  const doubling = Array.from({ length: 60 }, (_, i) => `<r${i}> = <r${i + 1}> <r${i + 1}>;`).join('\n');
  const chain = Array.from({ length: 9000 }, (_, i) => `<r${i}> = <r${i + 1}>;`).join('');
  const chainUp = Array.from({ length: 9000 }, (_, i) => `<r${i + 1}> = <r${i}>;`).join('');
  it.each([
    ['too long', 'too-long', `public <a> = ${'x '.repeat(100_000)};`],
    ['deep in brackets', 'too-deep', `public <a> = ${'('.repeat(50_000)}x${')'.repeat(50_000)};`],
    ['open brackets', 'too-deep', `public <a> = ${'['.repeat(100_000)}`],
    ['deep in repeats', 'too-deep', `public <a> = x${'*+'.repeat(50_000)};`],
    ['deep in rules', 'too-deep', `public <a> = <r0>; ${chain} <r9000> = x;`],
    ['deep in rules, told from below', 'too-deep', `<r0> = x; ${chainUp} public <a> = <r9000>;`],
    ['doubling', 'too-large', `public <r> = <r0>;\n${doubling}\n<r60> = x;`],
    ['doubling nothing', 'too-large', `public <r> = x <r0>;\n${doubling}\n<r60> = <NULL>;`],
    ['many words', 'too-large', `public <a> = ${'x '.repeat(30_000)};`],
    ['pairs of words', 'too-large', `public <a> = ${'[x] '.repeat(5000)};`],
    ['a comment without end', 'unclosed', `/*${'*'.repeat(190_000)}`],
  ])('refuses what is %s', (_, context, text) => {
    expect(refusal(text).details['context']).toBe(context);
  });

  it('takes a large vocabulary in a loop', () => {
    const words = Array.from({ length: 5000 }, (_, i) => `w${i}`);
    const { automaton } = parseGrammar(`public <a> = (${words.join(' | ')})+;`);
    expect(automaton.arcs.map((arcs) => arcs.size)).toEqual([5000, 0, 5000]);
  });

  it('never fails but with a place', () => {
    const bits = [
      'public ',
      '<a>',
      '<b>',
      '=',
      ';',
      '|',
      '(',
      ')',
      '[',
      ']',
      '*',
      '+',
      '/2/',
      '/',
      '"x"',
      'x ',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...bits, '{t}', '\n', '//', '/*', '*/', '"')), (parts) => {
        try {
          parseGrammar(parts.join(''));
        } catch (thrown) {
          if (!(thrown instanceof PhonoscopeError)) throw thrown;
          expect(thrown.details['line']).toBeGreaterThan(0);
        }
      }),
    );
  });
});

describe('createGrammarModel', () => {
  const grammarOf = (rule: string) => parseGrammar(`public <a> = ${rule};`);

  it('agrees with writing out all sentences', () => {
    fc.assert(
      fc.property(phrases(true), (phrase) => {
        const rule = `(${writePhrase(phrase)}) | a`;
        const model = createGrammarModel(grammarOf(rule), { fit: 1, vocabulary: [] });
        const half = sentencesOf({
          kind: 'choice',
          branches: [
            [1, phrase],
            [1, { kind: 'word', word: 'a' }],
          ],
        });
        for (const words of allSentences(['a', 'b', 'c'], longest)) {
          const expected = half.get(words.join(' ')) ?? 0;
          expect(Math.exp(sentenceLogProb(model, words))).toBeCloseTo(expected, 9);
        }
      }),
      { numRuns: 200 },
    );
  });

  it.each([0, 0.3, 0.999999, 1])('mixes sentences with free speech, fit %f', (fit) => {
    const vocabulary = ['a', 'b', 'd'];
    fc.assert(
      fc.property(phrases(true), (phrase) => {
        const grammar = grammarOf(`(${writePhrase(phrase)}) c`);
        const strict = createGrammarModel(grammar, { fit: 1, vocabulary });
        const model = createGrammarModel(grammar, { fit, vocabulary });
        for (const words of allSentences(['a', 'b', 'c', 'd'], longest)) {
          const isFree = words.every((word) => vocabulary.includes(word));
          const free = isFree ? (0.8 / 3) ** words.length * 0.2 : 0;
          const expected = fit * Math.exp(sentenceLogProb(strict, words)) + (1 - fit) * free;
          const found = Math.exp(sentenceLogProb(model, words));
          expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-9 * expected);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('comes to 1 over all words and the end, wherever one stands', () => {
    fc.assert(
      fc.property(phrases(true), fc.constantFrom(0, 0.5, 1), fc.integer(), (phrase, fit, seed) => {
        const grammar = grammarOf(`(${writePhrase(phrase)}) [b]`);
        const model = createGrammarModel(grammar, { fit, vocabulary: ['a', 'd'] });
        const random = createRandom(seed);
        let state = model.start;
        for (let length = 0; length < 20; length++) {
          const next = ['a', 'b', 'c', 'd'].filter((word) => model.logProb(state, word) > -Infinity);
          const sum = next.reduce((total, word) => total + Math.exp(model.logProb(state, word)), 0);
          expect(sum + Math.exp(model.logProbEnd(state))).toBeCloseTo(1, 9);
          const word = next[random.integer(next.length)];
          if (word === undefined) break;
          state = model.advance(state, word);
        }
      }),
    );
  });

  it('comes to 1 over all sentences of a finite grammar', () => {
    fc.assert(
      fc.property(phrases(false), (phrase) => {
        const all = sentencesOf(phrase);
        // Where a sentence is longer than the longest written out, less than 1 is.
        fc.pre(Math.abs([...all.values()].reduce((sum, p) => sum + p, 0) - 1) < 1e-9);
        const model = createGrammarModel(grammarOf(`(${writePhrase(phrase)}) a`), { fit: 1, vocabulary: [] });
        const sum = [...all.keys()].reduce(
          (total, sentence) => total + Math.exp(sentenceLogProb(model, [...split(sentence), 'a'])),
          0,
        );
        expect(sum).toBeCloseTo(1, 9);
      }),
    );
  });

  it('has one state for all that comes to the same', () => {
    const { text } = exampleGrammars.find(({ name }) => name === 'pin') ?? { text: '' };
    const model = createGrammarModel(parseGrammar(text), { fit: 0.9, vocabulary: digits });
    let states = new Set([model.start]);
    for (let length = 0; length < 4; length++) {
      states = new Set([...states].flatMap((state) => digits.map((word) => model.advance(state, word))));
      expect(states.size).toBe(1);
    }
  });

  it('knows nothing after what cannot follow', () => {
    const model = createGrammarModel(grammarOf('a b'), { fit: 1, vocabulary: ['a', 'b'] });
    const nowhere = model.advance(model.start, 'b');
    expect([model.logProb(nowhere, 'a'), model.logProbEnd(nowhere)]).toEqual([-Infinity, -Infinity]);
    expect(model.advance(nowhere, 'a')).toBe(nowhere);
  });

  it('can leave the grammar after a thousand words that follow it', () => {
    const model = createGrammarModel(grammarOf('a+'), { fit: 0.5, vocabulary: ['a', 'b', 'c', 'd'] });
    const words = [...Array.from({ length: 1000 }, () => 'a'), 'b'];
    expect(sentenceLogProb(model, words)).toBeCloseTo(
      Math.log(0.5) + 1001 * Math.log(0.2) + Math.log(0.2),
      5,
    );
  });

  it.each([-0.1, 1.1, Number.NaN])('refuses the fit %f', (fit) => {
    expect(() => createGrammarModel(grammarOf('a'), { fit, vocabulary: [] })).toThrow(RangeError);
  });

  it('stays bounded where beliefs do not', () => {
    // Each history of a and b has odds of its own.
    const grammar = grammarOf('(/1/ a | /1.1/ b | /1.3/ c | /1.7/ d)+');
    const model = createGrammarModel(grammar, { fit: 0.5, vocabulary: ['a', 'b', 'c', 'd'] });
    const random = createRandom(1);
    const states = new Set<number>();
    let lowest = 0;
    let state = model.start;
    for (let i = 0; i < 300_000; i++) {
      state =
        i % 100 === 0 ? model.start : model.advance(state, ['a', 'b', 'c', 'd'][random.integer(4)] ?? '');
      states.add(state);
      lowest = Math.min(lowest, model.logProb(state, 'a'));
    }
    expect(lowest).toBeGreaterThan(-100);
    expect(states.size).toBeLessThan(51_000);
    expect(states.size).toBeGreaterThan(49_000);
  });
});

describe('generateSentence', () => {
  it('draws sentences that the grammar accepts', () => {
    fc.assert(
      fc.property(phrases(true), fc.integer(), (phrase, seed) => {
        const grammar = parseGrammar(`public <a> = (${writePhrase(phrase)}) a;`);
        const model = createGrammarModel(grammar, { fit: 1, vocabulary: [] });
        const words = generateSentence(grammar, createRandom(seed));
        expect(words).not.toBeNull();
        expect(sentenceLogProb(model, words ?? [])).toBeGreaterThan(-Infinity);
      }),
    );
  });

  it('draws as often as the grammar says, and the same with the same seed', () => {
    const grammar = parseGrammar('public <a> = /3/ x | y [z];');
    const draw = (seed: number) => generateSentence(grammar, createRandom(seed))?.join(' ');
    const drawn = Array.from({ length: 4000 }, (_, seed) => draw(seed));
    const count = (sentence: string) => drawn.filter((found) => found === sentence).length / drawn.length;
    // Four standard deviations.
    expect(Math.abs(count('x') - 3 / 4)).toBeLessThan(0.028);
    expect(Math.abs(count('y') - 1 / 8)).toBeLessThan(0.021);
    expect(Math.abs(count('y z') - 1 / 8)).toBeLessThan(0.021);
    expect(draw(7)).toBe(draw(7));
  });

  it('gives up where a grammar goes on and on', () => {
    const grammar = parseGrammar(`public <a> = x${'+'.repeat(60)};`);
    expect(generateSentence(grammar, createRandom(1))).toBeNull();
  });
});

describe('example grammars', () => {
  it.each([
    ['phone', digits, []],
    ['pin', digits, []],
    ['date', digits, []],
    ['robot', commands, []],
    ['calculator', digits, ['equals', 'minus', 'plus', 'times']],
  ])('%s lacks the right words', (name, labels, missing) => {
    const { text } = exampleGrammars.find((example) => example.name === name) ?? { text: '' };
    expect(missingWords(parseGrammar(text), labels)).toEqual(missing);
  });

  it.each([
    ['phone', 'five five five two three one', 1 / 12],
    ['pin', 'one two three four', 1e-4],
    ['date', 'two four one two', (1 / 3) * (1 / 2) * (1 / 10) * (1 / 2) * (1 / 3) * (1 / 2)],
    ['robot', 'go left up up stop', (1 / 4) ** 3 * (1 / 2) ** 3],
    ['calculator', 'three plus four equals', (1 / 20) ** 2 * (2 / 5) * (1 / 2)],
  ])('%s says "%s"', (name, sentence, expected) => {
    const { text } = exampleGrammars.find((example) => example.name === name) ?? { text: '' };
    expect(probability(text, sentence)).toBeCloseTo(expected, 12);
  });
});
