import { invalidGrammar } from './grammar-error.ts';
import type { Branch, Expression, GrammarText } from './grammar-syntax.ts';
import { measureGrammar } from './measure-grammar.ts';

/** One way on: with this probability the word is said and `to` is reached. */
export type Arc = { readonly to: number; readonly probability: number };

/**
 * Sentences with their probabilities. From each state, the probabilities of its arcs and of its end come to 1. State 0
 * is the first. Several arcs of a state may have the same word.
 */
export type Automaton = {
  /** The arcs of each state by their word. */
  readonly arcs: readonly ReadonlyMap<string, readonly Arc[]>[];
  /** The probability that the sentence ends at a state. */
  readonly end: Float64Array;
};

/**
 * A piece of a sentence without empty arcs: the probability that it is empty, the words that it may begin with, and the
 * states after its last word with the probability that it is over there.
 */
type Piece = {
  readonly empty: number;
  readonly first: readonly (Arc & { readonly word: string })[];
  readonly last: ReadonlyMap<number, number>;
};

/** How likely `*` and `+` go on. */
const goesOn = 1 / 2;
const maxArcs = 200_000;

/**
 * Makes an automaton of a grammar's public rules, which are equally likely. A choice is made by its weights, `[ ]` is
 * said in one of two cases, and `*` and `+` go on in one of two cases after each turn.
 *
 * @throws PhonoscopeError `grammar-invalid`, where rules are wrong or come to too much.
 * @see Glushkov 1961, The abstract theory of automata, with weights as Caron & Flouret 2003.
 */
export function compileGrammar(text: GrammarText): Automaton {
  const rules = measureGrammar(text);
  const branches = rules.map(({ body }) => ({ weight: 1, body }));
  const builder = new AutomatonBuilder(text);
  const whole = builder.build({ kind: 'choice', branches }, builder.addState());
  if (whole.first.length === 0) {
    const at = rules[0]?.at ?? { line: 1, column: 1 };
    throw invalidGrammar('no-words', at, 'its public rules have no words');
  }
  return builder.finish(whole);
}

class AutomatonBuilder {
  readonly #text: GrammarText;
  readonly #arcs: Map<string, Arc[]>[] = [new Map()];
  #numArcs = 0;

  constructor(text: GrammarText) {
    this.#text = text;
  }

  addState(): number {
    return this.#arcs.push(new Map()) - 1;
  }

  /**
   * Builds one piece.
   *
   * @param exit the state for all last words after which nothing of the piece can follow; sharing it, alternatives come
   *   together again and the automaton stays small.
   */
  build(expression: Expression, exit: number): Piece {
    switch (expression.kind) {
      case 'word': {
        const first = [{ word: expression.word, to: exit, probability: 1 }];
        return { empty: 0, first, last: new Map([[exit, 1]]) };
      }
      case 'nothing':
        return { empty: 1, first: [], last: new Map() };
      case 'rule':
        return this.build(this.#bodyOf(expression.name), exit);
      case 'choice':
        return this.#buildChoice(expression.branches, exit);
      case 'sequence':
        return this.#buildSequence(expression.parts, exit);
      default:
        return this.#repeat(this.build(expression.body, this.addState()), expression.isOptional);
    }
  }

  finish({ empty, first, last }: Piece): Automaton {
    for (const { word, ...arc } of first) this.#addArc(0, word, arc);
    const end = new Float64Array(this.#arcs.length);
    end[0] = empty;
    for (const [state, probability] of last) end[state] = probability;
    return { arcs: this.#arcs, end };
  }

  #bodyOf(name: string): Expression {
    const rule = this.#text.rules.get(name);
    if (rule === undefined) throw new RangeError(`There is no rule ${name}.`);
    return rule.body;
  }

  #buildChoice(branches: readonly Branch[], exit: number): Piece {
    const total = branches.reduce((sum, { weight }) => sum + weight, 0);
    const choices = branches.map(({ weight, body }) => ({
      share: weight / total,
      piece: this.build(body, exit),
    }));
    return {
      empty: choices.reduce((sum, { share, piece }) => sum + share * piece.empty, 0),
      first: choices.flatMap(({ share, piece }) => scaled(piece.first, share)),
      last: new Map(choices.flatMap(({ piece }) => Array.from(piece.last))),
    };
  }

  #buildSequence(parts: readonly Expression[], exit: number): Piece {
    let whole: Piece = { empty: 1, first: [], last: new Map() };
    parts.forEach((part, i) => {
      const next = this.build(part, i === parts.length - 1 ? exit : this.addState());
      this.#connect(whole.last, next.first, 1);
      const isOver = next.empty === 0;
      whole = {
        empty: whole.empty * next.empty,
        first: whole.empty === 0 ? whole.first : [...whole.first, ...scaled(next.first, whole.empty)],
        last: new Map([...(isOver ? [] : scaledEnds(whole.last, next.empty)), ...next.last]),
      };
    });
    return whole;
  }

  /**
   * Says a piece again and again. With c to go on and e that the piece is empty, a turn ends in silence c·e; summed over
   * any number of silent turns, a turn begins with a word with c / (1 − c·e) and the repeat is over with
   * (1 − c) / (1 − c·e).
   */
  #repeat({ empty, first, last }: Piece, isOptional: boolean): Piece {
    const again = goesOn / (1 - goesOn * empty);
    const over = (1 - goesOn) / (1 - goesOn * empty);
    this.#connect(last, first, again);
    return {
      empty: isOptional ? over : empty * over,
      first: scaled(first, isOptional ? again : 1 + empty * again),
      last: new Map(scaledEnds(last, over)),
    };
  }

  #connect(last: Piece['last'], first: Piece['first'], share: number): void {
    for (const [state, probability] of last) {
      for (const { word, to, probability: next } of first) {
        this.#addArc(state, word, { to, probability: probability * share * next });
      }
    }
  }

  #addArc(from: number, word: string, arc: Arc): void {
    // Products of small weights.
    if (arc.probability === 0) return;
    if (++this.#numArcs > maxArcs) {
      const reason = `too many words may follow each other: more than ${maxArcs} pairs`;
      throw invalidGrammar('too-large', { line: 1, column: 1 }, reason, { limit: maxArcs });
    }
    const arcs = this.#arcs[from]!;
    const same = arcs.get(word);
    if (same === undefined) arcs.set(word, [arc]);
    else same.push(arc);
  }
}

function scaled(first: Piece['first'], share: number): Piece['first'] {
  return first.map((arc) => ({ ...arc, probability: arc.probability * share }));
}

function scaledEnds(last: Piece['last'], share: number): [number, number][] {
  return [...last].map(([state, probability]) => [state, probability * share]);
}
