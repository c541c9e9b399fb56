import fc from 'fast-check';

/** A grammar's rule as the tests think of it. */
export type Phrase =
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'sequence'; readonly parts: readonly Phrase[] }
  | { readonly kind: 'choice'; readonly branches: readonly (readonly [number, Phrase])[] }
  | { readonly kind: 'optional' | 'star' | 'plus'; readonly body: Phrase };

/** Sentences, their words joined by spaces, with their probabilities. */
type Sentences = Map<string, number>;

export const longest = 4;
/** After so many turns half of half of … is nothing. */
const maxTurns = 80;

/** Small rules over three words; without repeats the language is finite. */
export function phrases(hasRepeats: boolean): fc.Arbitrary<Phrase> {
  const word = fc.constantFrom('a', 'b', 'c').map((text): Phrase => ({ kind: 'word', word: text }));
  const nothing = fc.constant<Phrase>({ kind: 'nothing' });
  const { phrase } = fc.letrec<{ phrase: Phrase }>((tie) => ({
    phrase: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      { weight: 4, arbitrary: word },
      { weight: 1, arbitrary: nothing },
      {
        weight: 3,
        arbitrary: fc
          .array(tie('phrase'), { minLength: 1, maxLength: 3 })
          .map((parts): Phrase => ({ kind: 'sequence', parts })),
      },
      {
        weight: 3,
        arbitrary: fc
          .array(fc.tuple(fc.constantFrom(0.5, 1, 3), tie('phrase')), { minLength: 1, maxLength: 3 })
          .map((branches): Phrase => ({ kind: 'choice', branches })),
      },
      {
        weight: 2,
        arbitrary: fc
          .tuple(
            fc.constantFrom<('optional' | 'star' | 'plus')[]>(
              'optional',
              ...(hasRepeats ? (['star', 'plus'] as const) : []),
            ),
            tie('phrase'),
          )
          .map(([kind, body]): Phrase => ({ kind, body })),
      },
    ),
  }));
  return phrase;
}

/** Writes a rule in JSGF. */
export function writePhrase(phrase: Phrase): string {
  switch (phrase.kind) {
    case 'word':
      return phrase.word;
    case 'nothing':
      return '<NULL>';
    case 'sequence':
      return `(${phrase.parts.map(writePhrase).join(' ')})`;
    case 'choice':
      return `(${phrase.branches.map(([weight, body]) => `/${weight}/ ${writePhrase(body)}`).join(' | ')})`;
    case 'optional':
      return `[${writePhrase(phrase.body)}]`;
    default:
      return `(${writePhrase(phrase.body)})${phrase.kind === 'star' ? '*' : '+'}`;
  }
}

/** Every sentence of a rule up to the longest, by writing out what each part means. */
export function sentencesOf(phrase: Phrase): Sentences {
  switch (phrase.kind) {
    case 'word':
      return new Map([[phrase.word, 1]]);
    case 'nothing':
      return new Map([['', 1]]);
    case 'sequence':
      return phrase.parts.map(sentencesOf).reduce(follow, new Map([['', 1]]));
    case 'choice': {
      const total = phrase.branches.reduce((sum, [weight]) => sum + weight, 0);
      return blend(phrase.branches.map(([weight, body]) => [weight / total, sentencesOf(body)]));
    }
    case 'optional':
      return blend([
        [0.5, sentencesOf(phrase.body)],
        [0.5, new Map([['', 1]])],
      ]);
    default: {
      const once = sentencesOf(phrase.body);
      let turns: Sentences = phrase.kind === 'star' ? new Map([['', 1]]) : once;
      const shares: [number, Sentences][] = [];
      for (let turn = 1; turn <= maxTurns; turn++) {
        shares.push([0.5 ** turn, turns]);
        turns = follow(turns, once);
      }
      return blend(shares);
    }
  }
}

function follow(heads: Sentences, tails: Sentences): Sentences {
  const joined: Sentences = new Map();
  for (const [head, p] of heads) {
    for (const [tail, q] of tails) {
      const words = [...split(head), ...split(tail)];
      const key = words.join(' ');
      if (words.length <= longest) joined.set(key, (joined.get(key) ?? 0) + p * q);
    }
  }
  return joined;
}

function blend(shares: readonly (readonly [number, Sentences])[]): Sentences {
  const sum: Sentences = new Map();
  for (const [share, sentences] of shares) {
    for (const [key, p] of sentences) sum.set(key, (sum.get(key) ?? 0) + share * p);
  }
  return sum;
}

export function split(sentence: string): string[] {
  return sentence === '' ? [] : sentence.split(' ');
}

/** Every sequence of these words up to a length. */
export function allSentences(words: readonly string[], maxWords: number): string[][] {
  let row: string[][] = [[]];
  const all = [...row];
  for (let length = 1; length <= maxWords; length++) {
    row = row.flatMap((head) => words.map((word) => [...head, word]));
    all.push(...row);
  }
  return all;
}
