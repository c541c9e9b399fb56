import { expect, it } from 'vitest';
import { packagedModelNames } from '../../../src/core/models/shipped-models.ts';
import { loadModel } from '../../../src/platform/node/model-store.ts';
import { chineseCardWords } from '../../../src/ui/models/chinese-card-words.ts';

/** Names and terms that are the same in Chinese; where synthetic voices are listed, names are most of it. */
const asTheyAre = /^(?:CC BY 4\.0|made by scripts\/models\/synthetic-voices\.ts; .*)$/;

it.each(packagedModelNames)('every sentence of the card of %s is there in Chinese', async (name) => {
  const { card } = (await loadModel(name)).metadata;
  const sentences = [
    card.summary,
    ...card.limits,
    card.licence,
    ...card.figures.flatMap(({ data, split }) => [data, split]),
    ...card.data.flatMap((use) => [use.name, use.split]),
  ];
  expect(sentences.length).toBeGreaterThan(5);
  const missing = sentences.filter((text) => !asTheyAre.test(text) && !chineseCardWords.has(text));
  expect(missing).toEqual([]);
});
