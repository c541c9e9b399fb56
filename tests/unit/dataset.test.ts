import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareByCodePoint, sortByCodePointInSteps } from '../../src/core/dataset/code-point-order.ts';
import { labelData } from '../../src/core/dataset/label-data.ts';
import { isAudioPath } from '../../src/core/dataset/label-clips.ts';
import { labelFromFileName } from '../../src/core/dataset/label-from-file-name.ts';
import { takeSteps } from './take-steps.ts';

const pairs = (...args: Parameters<typeof labelData>) =>
  labelData(...args).clips.map(({ path, label }) => [path, label]);
const failure = (code: string) => expect.objectContaining({ code });

describe('labels from folders', () => {
  it('takes DIR/test where it is there, with paths relative to it', () => {
    const paths = ['train/yes/1.wav', 'test/no/2.wav', 'test/yes/3.wav'];
    expect(labelData(paths)).toMatchObject({
      split: 'test',
      clips: [
        { path: 'no/2.wav', label: 'no', source: 'test/no/2.wav' },
        { path: 'yes/3.wav', label: 'yes', source: 'test/yes/3.wav' },
      ],
      unlabelled: [],
      merged: [],
    });
    expect(pairs(paths, { split: 'train' })).toEqual([['yes/1.wav', 'yes']]);
  });

  it('takes folders as one label whose names differ in spaces or in the encoding of accents', () => {
    const folder = labelData([
      'caf\u00e9/1.wav',
      'cafe\u0301/2.wav',
      ' no /3.wav',
      'no/4.wav',
      'yes/5.wav',
      ' /6.wav',
    ]);
    expect(new Set(folder.clips.map(({ label }) => label))).toEqual(new Set(['caf\u00e9', 'no', 'yes']));
    expect(folder.merged).toEqual([
      [' no ', 'no'],
      ['cafe\u0301', 'caf\u00e9'],
    ]);
    expect(folder.unlabelled).toEqual([{ path: ' /6.wav', source: ' /6.wav', problem: null }]);
  });

  it('has no control characters in labels', () => {
    expect(pairs(['left\tup/1.wav', 'go\u001b/2.wav'])).toEqual([
      ['go\u001b/2.wav', 'go'],
      ['left\tup/1.wav', 'left up'],
    ]);
  });

  it('takes DIR itself where no split was asked for and DIR/test is missing', () => {
    expect(labelData(['yes/1.wav', 'no/2.wav']).split).toBe('test');
    expect(pairs(['yes/1.wav', 'no/2.wav'])).toEqual([
      ['no/2.wav', 'no'],
      ['yes/1.wav', 'yes'],
    ]);
  });

  it.each(['val', 'test', '', '..', 'ye'])(
    'refuses the split %j where it was asked for and is missing',
    (split) => {
      expect(() => labelData(['yes/1.wav'], { split })).toThrow(failure('folder-missing-split'));
    },
  );

  it('says when there is no audio', () => {
    expect(() => labelData([])).toThrow(failure('folder-no-audio'));
    expect(() => labelData(['readme.txt', 'yes/notes.csv'])).toThrow(failure('folder-no-audio'));
    expect(() => labelData(['test/readme.txt', 'yes/1.wav'])).toThrow(failure('folder-no-audio'));
  });

  it('takes the topmost folder below the split, and NFC', () => {
    expect(pairs(['test/yes/anna/1.wav'])).toEqual([['yes/anna/1.wav', 'yes']]);
    expect(pairs(['cafe\u0301/1.wav'])).toEqual([['cafe\u0301/1.wav', 'caf\u00E9']]);
  });

  it('passes over hidden files, background noise and what is not audio', () => {
    const paths = [
      'yes/1.WAV',
      'yes/._1.wav',
      '.git/a.wav',
      '_background_noise_/tap.wav',
      'yes/notes.txt',
      'm.tsv',
    ];
    expect(pairs(paths)).toEqual([['yes/1.WAV', 'yes']]);
  });

  it('names stray files beside label folders', () => {
    expect(labelData(['test/yes/1.wav', 'test/stray_1.wav']).unlabelled).toEqual([
      { path: 'stray_1.wav', source: 'test/stray_1.wav', problem: null },
    ]);
  });

  it('sorts by code point', () => {
    const paths = ['b/1.wav', 'B/1.wav', '\u{1F600}/1.wav', '\uFF41/1.wav', 'a b/1.wav', 'a/1.wav'];
    expect(pairs(paths).map(([path]) => path)).toEqual([
      'B/1.wav',
      'a b/1.wav',
      'a/1.wav',
      'b/1.wav',
      '\uFF41/1.wav',
      '\u{1F600}/1.wav',
    ]);
  });

  it('knows audio by its ending', () => {
    expect(['a.wav', 'a.WAV', 'a.flac', 'b/a.mp3'].every(isAudioPath)).toBe(true);
    expect(['wav', 'a.wav.txt', 'a.tsv', 'a.json'].some(isAudioPath)).toBe(false);
  });
});

describe('labels from file names', () => {
  it.each([
    ['7_jackson_3.wav', 'seven'],
    ['0_de_vries_12.wav', 'zero'],
    ['7_jackson.wav', '7'],
    ['10_jackson_3.wav', '10'],
    ['yes_take2.wav', 'yes'],
    ['yes_.wav', 'yes'],
    ['smart-mirror_a_b.wav', 'smart-mirror'],
    ['_unknown__bird_1.wav', '_unknown_'],
    ['_silence_3.wav', '_silence_'],
    ['__proto___1.wav', null],
    ['yes.wav', null],
    ['_silence_.wav', null],
    ['_.wav', null],
    ['51055bda_nohash_4.wav', null],
    ['bird_51055bda_nohash_4.wav', 'bird'],
  ])('%s: %s', (name, label) => expect(labelFromFileName(name)).toBe(label));

  it('are used where no clip lies in a folder', () => {
    expect(pairs(['test/7_jackson_3.wav', 'test/yes_1.wav'])).toEqual([
      ['7_jackson_3.wav', 'seven'],
      ['yes_1.wav', 'yes'],
    ]);
    expect(labelData(['yes.wav', 'no_1.wav']).unlabelled).toEqual([
      { path: 'yes.wav', source: 'yes.wav', problem: null },
    ]);
  });
});

describe('Speech Commands lists', () => {
  const paths = ['yes/1.wav', 'yes/2.wav', 'no/3.wav', '_background_noise_/tap.wav', 'testing_list.txt'];
  const lists = { testing: 'yes/2.wav\r\nbird/9.wav\r\n', validation: '\uFEFF./no\\3.wav\n\n' };

  it('say what each split holds', () => {
    expect(pairs(paths, { lists })).toEqual([['yes/2.wav', 'yes']]);
    expect(pairs(paths, { lists, split: 'testing' })).toEqual([['yes/2.wav', 'yes']]);
    expect(pairs(paths, { lists, split: 'val' })).toEqual([['no/3.wav', 'no']]);
    expect(pairs(paths, { lists, split: 'train' })).toEqual([['yes/1.wav', 'yes']]);
  });

  it('give way to a folder of that name', () => {
    expect(pairs([...paths, 'test/up/4.wav'], { lists })).toEqual([['up/4.wav', 'up']]);
  });

  it('describe only their own splits', () => {
    const testing = { testing: lists.testing };
    expect(() => labelData(paths, { lists: testing, split: 'val' })).toThrow(failure('folder-missing-split'));
    expect(() => labelData(paths, { lists, split: 'other' })).toThrow(failure('folder-missing-split'));
    expect(() => labelData(paths, { lists: {}, split: 'train' })).toThrow(failure('folder-missing-split'));
  });
});

describe('the order by code point', () => {
  it('is that of the code points', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (a, b) => {
        const points = (text: string) => Array.from(text, (character) => character.codePointAt(0) ?? 0);
        const [pointsA, pointsB] = [points(a), points(b)];
        const differing = pointsA.findIndex((point, i) => point !== pointsB[i]);
        const expected =
          differing === -1 || pointsB[differing] === undefined
            ? pointsA.length - pointsB.length
            : (pointsA[differing] ?? 0) - (pointsB[differing] ?? 0);
        expect(Math.sign(compareByCodePoint(a, b))).toBe(Math.sign(expected));
      }),
    );
  });

  it.each([0, 1, 5000, 5001, 17_000])('is that of %i texts sorted in steps', (count) => {
    for (const beyond of ['z', '\u{1F600}']) {
      const signs = ['\uFFFD', 'a', beyond];
      const texts = Array.from({ length: count }, (_, i) => `${signs[i % 3]}${(i * 7919) % 9973}`);
      const { result, numPauses } = takeSteps(sortByCodePointInSteps(texts));
      expect(result).toEqual(texts.toSorted(compareByCodePoint));
      expect(numPauses).toBeGreaterThanOrEqual(Math.ceil(count / 5000));
    }
  });
});
