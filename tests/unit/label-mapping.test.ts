import { describe, expect, it } from 'vitest';
import {
  countLabelsInSteps,
  countLeftOut,
  countMapped,
  findVariantsInSteps,
  leftOut,
  mapLabels,
  suggestMappingInSteps,
} from '../../src/core/dataset/label-mapping.ts';
import { labelData } from '../../src/core/dataset/label-data.ts';
import { finish } from '../../src/core/steps.ts';

const suggest = (from: string, ...model: string[]) =>
  finish(suggestMappingInSteps([from], model))[0]?.to ?? null;

describe('a mapping is suggested', () => {
  it.each([
    ['Yes', 'yes'],
    ['ＹＥＳ', 'yes'],
    ['turn on', 'turn_on'],
    ['Turn-On', 'turn_on'],
    ['silence', '_silence_'],
    ['7', 'seven'],
    ['７', 'seven'],
    ['七', 'seven'],
    ['SEVEN', 'seven'],
    ['〇', 'zero'],
    ['CAFE\u0301', 'café'],
    ['maybe', null],
    ['', null],
    ['__proto__', null],
  ])('%j: %j', (from, to) => {
    expect(suggest(from, 'yes', 'turn_on', '_silence_', 'seven', 'zero', 'café')).toBe(to);
  });

  it('from names to digits as well', () => expect(suggest('seven', '7', '8')).toBe('7'));

  it('not for what the model has, nor where it has several of the kind', () => {
    expect(suggest('yes', 'yes', 'Yes')).toBeNull();
    expect(suggest('YES', 'yes', 'Yes')).toBeNull();
    expect(suggest('7', 'seven', '七')).toBeNull();
    expect(suggest('__proto__', '__proto__')).toBeNull();
    expect(suggest('--', '__')).toBeNull();
  });
});

describe('a mapping', () => {
  const counts = [
    { label: 'Yes', numClips: 2 },
    { label: 'foo', numClips: 5 },
    { label: 'noise', numClips: 3 },
    { label: 'yes', numClips: 1 },
  ];

  it('says what it would make of the labels', () => {
    const mapping = [
      { from: 'Yes', to: 'yes' },
      { from: 'noise', to: leftOut },
    ];
    expect(countMapped(counts, mapping, ['yes', 'no'])).toEqual({
      numClips: 11,
      numKnown: 3,
      numLeftOut: 3,
      numLabels: 2,
      unknown: ['foo'],
    });
  });

  it('says which labels it leaves out', () => {
    const clips = ['b', 'a', 'c', 'b'].map((label) => ({ label }));
    const mapping = [
      { from: 'b', to: leftOut },
      { from: 'a', to: leftOut },
      { from: 'x', to: leftOut },
      { from: 'c', to: 'd' },
    ];
    expect(countLeftOut(clips, mapping)).toEqual([
      { label: 'a', numClips: 1 },
      { label: 'b', numClips: 2 },
    ]);
    expect(countLeftOut(clips, [])).toEqual([]);
  });

  it('changes labels, leaves clips out and keeps columns beside them', () => {
    const data = labelData(['a-1.wav', 'b-2.wav', '__proto__-3.wav', 'c-4.wav'], {
      source: { kind: 'pattern', pattern: '{label}-{take}.wav' },
    });
    const mapped = mapLabels(data, [
      { from: 'a', to: 'b' },
      { from: 'b', to: leftOut },
      { from: '__proto__', to: 'p' },
    ]);
    expect(mapped.clips.map(({ path, label }) => [path, label])).toEqual([
      ['__proto__-3.wav', 'p'],
      ['a-1.wav', 'b'],
      ['c-4.wav', 'c'],
    ]);
    expect(mapped.columns).toEqual([{ name: 'take', kind: 'number', values: Float64Array.of(3, 1, 4) }]);
  });

  it('finds labels that differ in case or Unicode form', () => {
    const clips = ['Yes', 'yes', 'yes', 'ｙｅｓ', 'no', 'turn on', 'turn-on'].map((label) => ({ label }));
    const variantsOf = (labelled: readonly { label: string }[]) =>
      finish(findVariantsInSteps(finish(countLabelsInSteps(labelled))));
    expect(variantsOf(clips).map((group) => group.map(({ label }) => label))).toEqual([
      ['yes', 'Yes', 'ｙｅｓ'],
      ['turn on', 'turn-on'],
    ]);
    expect(variantsOf([{ label: '-' }, { label: '_' }])).toEqual([]);
  });
});
