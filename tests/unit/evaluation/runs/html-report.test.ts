import { describe, expect, it } from 'vitest';
import {
  parseForeignPredictions,
  recordOfPredictions,
} from '../../../../src/core/evaluation/foreign-predictions.ts';
import { htmlReport } from '../../../../src/core/evaluation/html-report.ts';
import { escapeHtml } from '../../../../src/core/evaluation/html/escape.ts';
import { count, formatMoment, percent } from '../../../../src/core/evaluation/html/numbers.ts';
import { tableOfPredictions } from '../../../../src/core/evaluation/run-table.ts';
import { makeLargeRecord } from './make-large-record.ts';
import { makeRecord } from './make-record.ts';

const evil = '<img src=x onerror=alert(1)>"\'&';
const numberedLabels = (length: number) => Array.from({ length }, (_, i) => `word ${i}`);
const headings = (html: string) => [...html.matchAll(/<h2>([^<]*)<\/h2>/g)].map(([, title]) => title);

/** Every open tag has its end, in order; `<meta>`, `<path>` and `<rect>` have none or end themselves. */
function unclosedTags(html: string): string[] {
  const open: string[] = [];
  for (const [, end, name = '', self] of html.matchAll(/<(\/?)([a-z]\w*)[^>]*?(\/?)>/g)) {
    if (name === 'meta' || self === '/') continue;
    if (end !== '/') open.push(name);
    else if (open.pop() !== name) return [`</${name}>`];
  }
  return open;
}

describe('the HTML report', () => {
  const html = htmlReport(
    makeRecord({
      model: evil,
      dataName: evil,
      backend: evil,
      table: tableOfPredictions(
        [{ path: `${evil}/a.wav`, label: evil, predicted: 'zero', scores: [0.9, 0.1] }],
        ['zero', evil],
        [{ name: evil, kind: 'text', values: [evil] }],
      ),
      mapping: [{ from: evil, to: 'zero' }],
      edits: [{ kind: 'relabel', path: `${evil}/a.wav`, label: `${evil}2` }],
      unreadable: [{ path: evil, reason: evil }],
    }),
  );

  it('escapes all text', () => {
    expect(html).not.toContain('<img');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;');
    expect(escapeHtml('a & b')).toBe('a &amp; b');
    expect(unclosedTags(html)).toEqual([]);
  });

  it('has no script and asks for nothing', () => {
    expect(html).not.toMatch(/<script|<link|https?:|javascript:|url\(|@import| on\w+="/i);
    expect(html).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  it('says which axis is which', () => {
    expect(html).toContain('Rows: <b>Actual</b>. Columns: <b>Predicted</b>.');
  });

  it('sets every text apart from the direction around it', () => {
    expect(html.split('<bdi').length).toBeGreaterThan(10);
    expect(html).toContain('<bdi dir="ltr">');
  });

  it('tells of edits and of labels that stand for others', () => {
    const text = htmlReport(makeRecord());
    expect(text).toContain('1\u00A0clip re-labelled, 1 excluded');
    expect(text).toContain('<bdi>yeah</bdi> as <bdi>yes</bdi>');
    expect(text).toContain('2 of 3\u00A0clips are right');
    expect(headings(text)).toContain('Changed by hand');
  });

  it('has all its parts', () => {
    const text = htmlReport(makeLargeRecord({ numClips: 400, labels: numberedLabels(6) }));
    expect(headings(text)).toEqual([
      'Confusion matrix',
      'Most frequent confusions',
      'Classification report',
      'Each label against all others',
      'How sure, and how right',
      'By group',
      'Mistakes',
      'Labels to check',
    ]);
    expect(unclosedTags(text)).toEqual([]);
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
    for (const [, target = ''] of text.matchAll(/href="#(\w+)"/g)) expect(text).toContain(`id="${target}"`);
  });

  it('stays small with many clips and labels', () => {
    const text = htmlReport(makeLargeRecord({ numClips: 20_000, labels: numberedLabels(40) }));
    expect(text.length).toBeLessThan(1_000_000);
    expect(text).toContain('The first 500 of ');
    expect(text).toContain('(others)');
    const many = htmlReport(makeLargeRecord({ numClips: 2000, labels: numberedLabels(500) }));
    expect(many.length).toBeLessThan(1_500_000);
    expect(many).toContain('The 29 labels with the most confusions; the other 471');
    expect(many).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('cuts endless names', () => {
    const path = `${'long/'.repeat(5000)}a.wav`;
    const text = htmlReport(makeRecord({ edits: [], unreadable: [{ path, reason: 'late' }] }));
    expect(text.length).toBeLessThan(60_000);
    expect(text).toContain('…');
  });

  it('needs no scores, no model and no mistakes', () => {
    const csv = 'label,predicted\na,a\nb,b\n';
    const text = htmlReport(recordOfPredictions(parseForeignPredictions(csv), 'theirs.csv', 0));
    expect(text).toContain('<bdi>Evaluation: theirs.csv</bdi>');
    expect(headings(text)).toEqual(['Confusion matrix', 'Classification report', 'Mistakes']);
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('compares two runs', () => {
    const size = { numClips: 400, labels: numberedLabels(6) };
    const [record, other] = [makeLargeRecord(size), makeLargeRecord(size)];
    const predicted = other.table.predicted.map((label, clip) => (clip % 9 === 0 ? (label + 1) % 6 : label));
    const worse = { ...other, model: evil, table: { ...other.table, predicted } };
    const text = htmlReport(record, { compared: worse });
    expect(headings(text)[0]).toBe('Compared');
    expect(text).toContain('on the 400\u00A0clips that both have');
    expect(text).toMatch(/<dt>Accuracy<\/dt><dd class="value">\+\d+\.\d points/);
    expect(text).toContain('p &lt; 0.001');
    expect(text).not.toContain('<img');
    expect(unclosedTags(text)).toEqual([]);
    const same = htmlReport(record, { compared: other });
    expect(same).toContain('<dd class="value">0.0 points');
    expect(same).toContain('p = 1.000');
    const apart = htmlReport(record, { compared: makeRecord() });
    expect(apart).toContain('have no clip in common');
  });

  it('says why files were left out in the words that it is given', () => {
    const text = htmlReport(makeRecord(), { language: 'zh', reasons: ['<b>文件是空的。'] });
    expect(text).toContain('&lt;b&gt;文件是空的。');
    expect(text).not.toContain('It is empty.');
    expect(htmlReport(makeRecord())).toContain('It is empty.');
  });

  it('is in Chinese from beginning to end, where that is wanted', () => {
    const size = { numClips: 400, labels: numberedLabels(40) };
    const [large, other] = [makeLargeRecord(size), makeLargeRecord(size)];
    const mapping = Array.from({ length: 60 }, (_, i) => ({ from: `w${i}`, to: 'x' }));
    const unreadable = Array.from({ length: 501 }, (_, i) => ({ path: `${i}`, reason: 'late' }));
    const texts = [
      htmlReport({ ...large, mapping, unreadable }, { compared: other, language: 'zh' }),
      htmlReport(makeRecord(), { compared: large, language: 'zh' }),
      htmlReport(makeRecord({ table: tableOfPredictions([], []), edits: [] }), { language: 'zh' }),
    ];
    for (const text of texts) {
      expect(text).toContain('<html lang="zh-CN">');
      expect(unclosedTags(text)).toEqual([]);
      const own = text
        .replaceAll(/<(style|title|pre|bdi)[^>]*>.*?<\/\1>/gs, ' ')
        .replaceAll(/<(?!svg)[^>]*>/g, ' ')
        .replaceAll(/ (?:class|viewBox|role)="[^"]*"/g, ' ');
      const english = new Set(own.match(/[A-Za-z]{3,}/g));
      const names = [
        'Phonoscope',
        'ROC',
        'McNemar',
        'Wilson',
        'Cohen',
        'Brier',
        'ECE',
        'scikit',
        'learn',
        'UTC',
      ];
      const units = ['dBFS', 'svg', 'aria', 'label', 'hidden', 'true'];
      for (const known of [...names, ...units]) english.delete(known);
      expect([...english]).toEqual([]);
    }
  });

  it.each([
    ['no clip', tableOfPredictions([], ['yes', 'no'])],
    ['no clip and no label', tableOfPredictions([], [])],
    ['one label', tableOfPredictions([{ path: 'a', label: 'a', predicted: 'a', scores: [1] }], ['a'])],
    [
      'one clip',
      tableOfPredictions([{ path: 'a', label: 'x', predicted: 'a', scores: [0.5, 0.5] }], ['a', 'b']),
    ],
  ])('may have %s', (_, table) => {
    const text = htmlReport(makeRecord({ table, edits: [] }));
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
    expect(unclosedTags(text)).toEqual([]);
  });
});

describe('numbers', () => {
  it('never say all for most or none for some', () => {
    expect([0, 0.0001, 0.5, 0.99999, 1].map(percent)).toEqual(
      ['0.0', '&lt;0.1', '50.0', '&gt;99.9', '100.0'].map((text) => `${text}\u00A0%`),
    );
    expect([999, 1000, 1_234_567].map(count)).toEqual(['999', '1,000', '1,234,567']);
  });

  it('say when, as calendars do', () => {
    for (const ms of [
      0, 951_782_399_000, 951_782_400_000, 1_709_164_800_000, 1_760_000_000_000, 4_102_444_799_000,
    ]) {
      const expected = new Date(ms).toISOString().slice(0, 16).replace('T', ' ');
      expect(formatMoment(ms)).toBe(`${expected} UTC`);
    }
  });
});
