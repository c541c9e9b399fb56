import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchPattern, parseLabelPattern } from '../../src/core/dataset/label-pattern.ts';

const match = (pattern: string, path: string) => {
  const fields = matchPattern(parseLabelPattern(pattern), path);
  return fields === null ? null : Object.fromEntries(fields);
};

const regularOf: ReadonlyMap<string, string> = new Map([
  ['*', '[^/]*?'],
  ['**', '.*?'],
  ['{label}', '([^/]+?)'],
]);

describe('a pattern', () => {
  it.each([
    ['{label}/{speaker}_{take}.wav', 'yes/anna_3.wav', { label: 'yes', speaker: 'anna', take: '3' }],
    ['{label}/{speaker}_{take}.wav', 'yes/anna.wav', null],
    ['{label}/{speaker}_{take}.wav', 'a/yes/anna_3.wav', null],
    ['*/{label}_*.wav', 'a/yes_1.wav', { label: 'yes' }],
    ['*/{label}_*.wav', 'a/yes_.wav', { label: 'yes' }],
    ['*/{label}_*.wav', 'a/_.wav', null],
    ['**{label}.wav', 'a/b/yes.wav', { label: 'yes' }],
    ['**/{label}/*', 'yes/1.wav', { label: 'yes' }],
    ['**/{label}/*', 'a/b/yes/1.wav', { label: 'yes' }],
    ['**/{label}/*', '1.wav', null],
    ['{ label }-{x}', 'a-b-c', { label: 'a', x: 'b-c' }],
    ['{label}\\*', 'yes/1.wav', { label: 'yes' }],
    ['{label}/*.wav', 'cafe\u0301/1.wav', { label: 'caf\u00e9' }],
    ['a**/{label}', 'a/b/c/yes', { label: 'yes' }],
    ['{label}(1)+.*', 'yes(1)+.wav', { label: 'yes' }],
  ])('%s on %s', (pattern, path, expected) => expect(match(pattern, path)).toEqual(expected));

  it('may have a field with any name', () => {
    const fields = matchPattern(parseLabelPattern('{label}/{__proto__}.wav'), 'yes/x.wav');
    expect([...(fields ?? [])]).toEqual([
      ['label', 'yes'],
      ['__proto__', 'x'],
    ]);
  });

  it.each([
    ['', 'label', 1],
    ['*.wav', 'label', 6],
    ['{label', 'brace', 1],
    ['label}/{label}', 'brace', 6],
    ['{label}/{}', 'name', 9],
    ['{label}/{a/b}', 'name', 9],
    ['{label}{take}', 'beside', 8],
    ['{label}/{label}', 'twice', 9],
    ['{la{bel}', 'brace', 1],
    ['x'.repeat(1001), 'long', 1000],
    [`{label}${'/*'.repeat(40)}`, 'long', 71],
  ])('%j is refused: %s at %d', (pattern, context, position) => {
    expect(() => parseLabelPattern(pattern)).toThrow(
      expect.objectContaining({ code: 'pattern-invalid', details: { context, position } }),
    );
  });

  it('takes no longer for a pattern that would make a regular expression hang', () => {
    const pattern = parseLabelPattern(`{label}${'*a'.repeat(30)}b`);
    expect(matchPattern(pattern, `x${'a'.repeat(20_000)}`)).toBeNull();
  });

  it('matches what a regular expression matches', () => {
    const part = fc.constantFrom('a', 'b', '/', '*', '**', '{label}');
    const path = fc.string({ unit: fc.constantFrom('a', 'b', '/'), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), path, (parts, text) => {
        const pattern = parts.join('');
        // Stars side by side, and "**/", are read in another way than part by part.
        fc.pre(
          parts.filter((one) => one === '{label}').length === 1 &&
            !/\*\*\/|\* \*/.test(parts.join(' ').replace('** /', '**/')),
        );
        const source = parts.map((one) => regularOf.get(one) ?? one);
        const expected = new RegExp(`^${source.join('')}$`).exec(text)?.[1] ?? null;
        expect(matchPattern(parseLabelPattern(pattern), text)?.get('label') ?? null).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });
});
