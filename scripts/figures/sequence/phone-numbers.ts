import { anyWords } from '../../../src/core/language/combine-models.ts';
import type { WindowKind } from '../../../src/core/language/decoder/decode-options.ts';
import { createGrammarModel } from '../../../src/core/language/grammar/grammar-model.ts';
import { parseGrammar } from '../../../src/core/language/grammar/grammar.ts';
import { createRandom, type Random } from '../../../src/core/training/random.ts';
import type { SpeechScorer } from '../../../src/platform/node/speech-scorer.ts';
import type { JoinedString, StringOptions } from '../../models/joined-strings.ts';
import { seed } from '../../models/made-models.ts';
import { digitWords } from '../../models/words.ts';
import type { Report } from '../models/report.ts';
import { describeErrors, hear, trainBigram } from './hear.ts';

const numPhoneNumbers = 20;
const numDigits = 7;
/** Of the strings that are wrong without the grammar. */
const shareBar = 0.5;

type Job = {
  readonly title: string;
  readonly kind: WindowKind;
  readonly isBar: boolean;
  readonly scorer: SpeechScorer;
  readonly draw: (options: Partial<StringOptions>) => JoinedString[];
  readonly report: Report;
};

/** Known numbers with and without their grammar, and what a grammar costs that does not fit. */
export async function measurePhoneNumbers({ title, kind, isBar, scorer, draw, report }: Job): Promise<void> {
  const numbers = Array.from({ length: numPhoneNumbers }, (_, index) =>
    drawNumber(createRandom(seed, 601, index)),
  );
  const pick = (random: Random) => numbers[random.integer(numbers.length)] ?? [];
  const grammar = parseGrammar(`public <number> = ${numbers.map((words) => words.join(' ')).join(' | ')};`);
  const listen = (fit: number) => createGrammarModel(grammar, { fit, vocabulary: digitWords });
  const titles = ['no language model', 'bigram of the numbers', 'grammar that forbids', 'that prefers (0.9)'];
  const languages = [anyWords, trainBigram(pick), listen(1), listen(0.9)];

  const known = await hear(draw({ wordsOf: pick, seed: seed + 1 }), scorer, kind, languages);
  const numWrong = known[0]?.errors.wrongUtterances ?? 0;
  for (const [index, { errors }] of known.entries()) {
    const isMet = !isBar || index !== 2 || errors.wrongUtterances <= shareBar * numWrong;
    report.say(
      `  ${title}, ${numPhoneNumbers} known numbers, ${titles[index]}: ${describeErrors(errors)}`,
      isMet,
    );
  }
  const others = await hear(draw({ wordsOf: drawNumber, seed: seed + 2 }), scorer, kind, languages);
  for (const [index, { errors }] of others.entries())
    report.say(`  ${title}, other numbers, ${titles[index]}: ${describeErrors(errors)}`);
}

function drawNumber(random: Random): string[] {
  return Array.from({ length: numDigits }, () => digitWords[random.integer(10)] ?? '');
}
