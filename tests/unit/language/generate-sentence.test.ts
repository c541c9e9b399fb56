import { describe, expect, it } from 'vitest';
import { generateSentence } from '../../../src/core/language/ngram/generate-sentence.ts';
import { nextWords } from '../../../src/core/language/ngram/next-words.ts';
import { createRandom } from '../../../src/core/training/random.ts';
import { stateAfter, trainText } from './ngram-corpora.ts';

const text = 'the cat sat\nthe cat ran\nthe dog sat\na cat sat';

describe('what may follow', () => {
  const model = trainText(text, 2, { name: 'kneser-ney' });

  it('comes the likeliest first, with the end and the unknown word', () => {
    const all = nextWords(model, stateAfter(model, ['cat']));
    expect(all.map(({ word }) => word).sort()).toEqual(
      ['<unk>', '</s>', 'the', 'cat', 'sat', 'ran', 'dog', 'a'].sort(),
    );
    const probabilities = all.map(({ probability }) => probability);
    expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
    expect(nextWords(model, model.start, 2)).toEqual(nextWords(model, model.start).slice(0, 2));
  });
});

describe('a sentence that is drawn', () => {
  const model = trainText(text, 2, { name: 'ml' });
  const draw = (seed: number, temperature = 1, maxWords = 50) =>
    generateSentence(model, createRandom(seed), temperature, maxWords).join(' ');
  const many = (temperature: number) => Array.from({ length: 400 }, (_, seed) => draw(seed, temperature));

  it('is the same with the same seed', () => {
    expect(draw(7)).toBe(draw(7));
    expect(new Set(many(1)).size).toBeGreaterThan(2);
  });

  it('holds only what the model allows', () => {
    const possible = /^(the|a) (cat|dog) (sat|ran)$/;
    for (const sentence of many(1)) expect(sentence).toMatch(possible);
  });

  it('follows the probabilities', () => {
    const share = many(1).filter((sentence) => sentence.startsWith('the ')).length / 400;
    // Three quarters; four standard deviations.
    expect(Math.abs(share - 0.75)).toBeLessThan(4 * Math.sqrt((0.75 * 0.25) / 400));
  });

  it('keeps to the likeliest at a low temperature', () => {
    expect(new Set(many(0.01))).toEqual(new Set(['the cat sat']));
  });

  it('is cut off where it does not end', () => {
    const endless = trainText('a a a a a a a a a a a a a a a a a a a a', 1, { name: 'ml' });
    expect(generateSentence(endless, createRandom(1), 0.01, 5)).toEqual(['a', 'a', 'a', 'a', 'a']);
  });

  it('never holds <unk>', () => {
    const smooth = trainText('a', 1, { name: 'add-k', k: 1e9 });
    const drawn = Array.from({ length: 50 }, (_, seed) => generateSentence(smooth, createRandom(seed), 1, 5));
    expect(new Set(drawn.flat())).toEqual(new Set(['a']));
  });
});
