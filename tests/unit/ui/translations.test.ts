import { describe, expect, it } from 'vitest';
import { errorCodes } from '../../../src/core/errors.ts';
import en from '../../../src/ui/i18n/en.json' with { type: 'json' };
import zh from '../../../src/ui/i18n/zh.json' with { type: 'json' };

/** Every text with its path. */
function flatten(texts: object, path = ''): Map<string, string> {
  const flat = new Map<string, string>();
  for (const [key, value] of Object.entries<unknown>({ ...texts })) {
    if (typeof value === 'string') flat.set(path + key, value);
    else if (typeof value === 'object' && value !== null) {
      for (const [below, text] of flatten(value, `${path}${key}.`)) flat.set(below, text);
    }
  }
  return flat;
}

const placeholders = (text: string) => [...new Set(text.match(/\{\{\w+\}\}/g))].toSorted();
const english = flatten(en);
const chinese = flatten(zh);

describe('translations', () => {
  it('has the same keys in both languages', () => {
    expect(english.size).toBeGreaterThan(100);
    expect([...chinese.keys()].toSorted()).toEqual([...english.keys()].toSorted());
  });

  it('has no empty text', () => {
    for (const [key, text] of [...english, ...chinese]) expect(text.trim(), key).not.toBe('');
  });

  // A form for one thing may say "a clip" without its number.
  it.each([...english.keys()].filter((key) => !key.endsWith('_one')))('%s takes the same values', (key) => {
    expect(placeholders(chinese.get(key) ?? '')).toEqual(placeholders(english.get(key) ?? ''));
  });

  it('has a sentence for every error', () => {
    const sentences = [...english.keys()].filter((key) => key.startsWith('errors.'));
    const codes = new Set(sentences.map((key) => key.replace(/^errors\./, '').replace(/_.*$/, '')));
    expect([...codes].toSorted()).toEqual([...errorCodes].toSorted());
  });

  it('writes Chinese in Chinese', () => {
    const unchanged = [...english].filter(([key, text]) => chinese.get(key) === text).map(([key]) => key);
    // Names stay, and so do texts that are nothing but values.
    const names = unchanged.filter((key) =>
      /[a-z]{4}/.test((english.get(key) ?? '').replaceAll(/\{\{\w+\}\}/g, '')),
    );
    expect(names).toEqual(['app.name', 'folder.picture.folder']);
  });
});
