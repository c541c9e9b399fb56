import { describe, expect, it } from 'vitest';
import {
  findReference,
  parseReferences,
  referenceFromFileName,
} from '../../../src/core/evaluation/references.ts';
import { PhonoscopeError } from '../../../src/core/errors.ts';

function detailsOf(text: string): unknown {
  try {
    parseReferences(text);
  } catch (error) {
    if (error instanceof PhonoscopeError) return { code: error.code, ...error.details };
  }
  return null;
}

describe('parseReferences', () => {
  it('reads paths with a tab, which may have spaces', () => {
    const text = '\uFEFFmy takes/a 1.wav\tone two\r\n\r\n.\\b.wav\tthree\r\nc.wav\t\r\n';
    expect([...parseReferences(text)]).toEqual([
      ['my takes/a 1.wav', ['one', 'two']],
      ['b.wav', ['three']],
      ['c.wav', []],
    ]);
  });

  it("reads Kaldi's text", () => {
    expect([...parseReferences('spk1-utt1 ONE  TWO\nspk1-utt2\n')]).toEqual([
      ['spk1-utt1', ['ONE', 'TWO']],
      ['spk1-utt2', []],
    ]);
  });

  it.each([
    ['a.wav one\n\tone', 2, 'nameless'],
    ['a.wav one\n\na.wav two', 3, 'twice'],
    [' \n', 0, 'empty'],
  ])('refuses %j', (text, line, context) => {
    expect(detailsOf(text)).toMatchObject({ code: 'references-invalid', line, context });
  });
});

describe('findReference', () => {
  it('looks for the path first, then for less and less of it', () => {
    const references = parseReferences('x/a.wav\tpath\na\tstem\nb.wav\tfile\n');
    expect(findReference(references, 'x/a.wav')).toEqual(['path']);
    expect(findReference(references, 'y\\a.flac')).toEqual(['stem']);
    expect(findReference(references, 'y/b.wav')).toEqual(['file']);
    expect(findReference(references, 'y/c.wav')).toBeNull();
  });
});

describe('referenceFromFileName', () => {
  const digits = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
  it.each([
    ['x/one+two+three_anna.wav', ['one', 'two', 'three']],
    ['1203_theo.wav', ['one', 'two', 'zero', 'three']],
    ['7_theo_3.wav', null],
    ['one_two.wav', null],
    ['a+.wav', null],
  ])('%s', (path, words) => {
    expect(referenceFromFileName(path, digits)).toEqual(words);
  });

  it('takes no number for words where the model has none for digits', () => {
    expect(referenceFromFileName('2024_1.wav', ['yes', 'no'])).toBeNull();
  });
});
