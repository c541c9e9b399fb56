import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { tableOfPredictions } from '../../src/core/evaluation/run-table.ts';
import { selectRows } from '../../src/ui/evaluate/clips/clip-selection.ts';
import { fileNameOf } from '../../src/ui/shared/file-name.ts';
import { contrastOf, heatColour } from '../../src/core/evaluation/heat-colour.ts';
import { cellText } from '../../src/ui/shared/matrix/cell-text.ts';
import { moveCell } from '../../src/ui/shared/matrix/heatmap-position.ts';
import { addToCounts, emptyCounts, rowTotal } from '../../src/ui/shared/matrix/live-matrix.ts';
import { wholePercent } from '../../src/ui/shared/matrix/whole-percent.ts';
import {
  openFolder,
  planFolderInSteps,
  planTrainingInSteps,
  splitsOf,
} from '../../src/ui/shared/folder/folder-plan.ts';
import { finish } from '../../src/core/steps.ts';

describe('colours of the matrix', () => {
  test('text has a contrast of at least 4.5 on every colour of the scale', () => {
    for (const theme of ['light', 'dark'] as const) {
      for (let share = 0; share <= 1; share += 1 / 512) {
        const { background, text } = heatColour(share, theme);
        expect(contrastOf(background, text), `${theme} ${share}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });

  test('differences have it too, and are equally strong on both sides of none', () => {
    const strength = (value: number, theme: 'light' | 'dark') => {
      const { background, text } = heatColour(value, theme, 'difference');
      expect(contrastOf(background, text), `${theme} ${value}`).toBeGreaterThanOrEqual(4.5);
      return contrastOf(background, heatColour(0, theme, 'difference').background);
    };
    for (const theme of ['light', 'dark'] as const) {
      expect(strength(0, theme)).toBe(1);
      for (let value = 1 / 256; value <= 1; value += 1 / 256) {
        const ratio = strength(value, theme) / strength(-value, theme);
        expect(Math.abs(Math.log(ratio)), `${theme} ${value}`).toBeLessThan(0.15);
      }
    }
  });

  test('more is always darker in the light theme and brighter in the dark one', () => {
    const toWhite = (share: number, theme: 'light' | 'dark') =>
      contrastOf(heatColour(share, theme).background, '#ffffff');
    for (let percent = 5; percent <= 100; percent += 5) {
      const [before, after] = [(percent - 5) / 100, percent / 100];
      expect(toWhite(after, 'light')).toBeGreaterThan(toWhite(before, 'light'));
      expect(toWhite(after, 'dark')).toBeLessThan(toWhite(before, 'dark'));
    }
  });
});

describe('counts that grow', () => {
  const labels = ['yes', 'no', '__proto__'];
  const places = labels.map((_, place) => place);
  const clips = fc.array(fc.tuple(fc.constantFrom(...places), fc.constantFrom(...places)));
  const columns = (pairs: readonly (readonly [number, number])[]) => ({
    actual: Int32Array.from(pairs, ([actual]) => actual),
    predicted: Int32Array.from(pairs, ([, predicted]) => predicted),
  });

  test('in parts are the same as at once, and rows without news are the same arrays', () => {
    fc.assert(
      fc.property(clips, clips, (first, second) => {
        const empty = emptyCounts(labels.length);
        const all = columns([...first, ...second]);
        const half = addToCounts(empty, columns(first), 0);
        const whole = addToCounts(half, all, first.length);
        expect(whole).toEqual(addToCounts(empty, all, 0));
        expect(whole.reduce((sum, row) => sum + rowTotal(row), 0)).toBe(first.length + second.length);
        places.forEach((row) => {
          if (second.every(([actual]) => actual !== row)) expect(whole[row]).toBe(half[row]);
        });
      }),
    );
  });
});

test('whole per cent never say 0 for some or 100 for not all', () => {
  const narrow = '\u202F';
  expect(wholePercent(0)).toBe(`0${narrow}%`);
  expect(wholePercent(0.001)).toBe(`<1${narrow}%`);
  expect(wholePercent(0.125)).toBe(`13${narrow}%`);
  expect(wholePercent(0.999)).toBe(`>99${narrow}%`);
  expect(wholePercent(1)).toBe(`100${narrow}%`);
});

test('differences are written with their sign', () => {
  expect(cellText(3, 0.75, 'share')).toEqual({ count: '3', percent: '75\u202F%' });
  expect(cellText(3, 0.75, 'difference')).toEqual({ count: '+3', percent: '+75\u202F%' });
  expect(cellText(-1, -1 / 300, 'difference')).toEqual({ count: '−1', percent: '<1\u202F%' });
  expect(cellText(0, 0, 'difference')).toEqual({ count: '0', percent: '0\u202F%' });
});

test('keys stay inside the matrix', () => {
  const key = (name: string, ctrlKey = false) => ({ key: name, ctrlKey });
  expect(moveCell({ row: 0, column: 0 }, key('ArrowUp'), 3)).toEqual({ row: 0, column: 0 });
  expect(moveCell({ row: 0, column: 1 }, key('ArrowRight'), 3)).toEqual({ row: 0, column: 2 });
  expect(moveCell({ row: 1, column: 2 }, key('ArrowRight'), 3)).toEqual({ row: 1, column: 2 });
  expect(moveCell({ row: 1, column: 1 }, key('End', true), 3)).toEqual({ row: 2, column: 2 });
  expect(moveCell({ row: 1, column: 1 }, key('Home'), 3)).toEqual({ row: 1, column: 0 });
  expect(moveCell({ row: 1, column: 1 }, key('x'), 3)).toBeNull();
});

describe('clips behind a cell', () => {
  const modelLabels = ['yes', 'no'];
  const clip = (path: string, label: string, score: number) => ({
    path,
    label,
    predicted: score >= 0.5 ? 'yes' : 'no',
    scores: [score, 1 - score],
  });
  const table = tableOfPredictions(
    [clip('a', 'yes', 0.6), clip('b', 'yes', 0.9), clip('c', 'no', 0.7), clip('d', 'no', 0.95)],
    modelLabels,
  );
  const pathsOf = (actual: string, predicted: string) =>
    selectRows(table, { kind: 'cell', actual, predicted }).map((row) => table.paths[row]);

  test('mistakes come with the most confident first, right answers with the least confident', () => {
    expect(pathsOf('no', 'yes')).toEqual(['d', 'c']);
    expect(pathsOf('yes', 'yes')).toEqual(['a', 'b']);
    expect(pathsOf('no', 'no')).toEqual([]);
    expect(selectRows(table, { kind: 'mistakes' }).map((row) => table.paths[row])).toEqual(['d', 'c']);
    const chosen = { kind: 'paths', title: '', paths: ['c', 'gone', 'a'] } as const;
    expect(selectRows(table, chosen).map((row) => table.paths[row])).toEqual(['c', 'a']);
  });
});

describe('folders', () => {
  const folderOf = (...paths: string[]) =>
    openFolder(
      paths.map((path) => ({ path, file: new Blob([path]) })),
      'loose',
    );

  test('lose the part that all paths share, which names them', async () => {
    const folder = await folderOf('words/yes/a.wav', 'words/no/b.wav');
    expect(folder.name).toBe('words');
    expect(folder.files.map(({ path }) => path)).toEqual(['yes/a.wav', 'no/b.wav']);
    expect((await folderOf('yes/a.wav', 'no/b.wav')).name).toBe('loose');
  });

  test('offer their splits and take test', async () => {
    const folder = await folderOf('d/train/yes/a.wav', 'd/test/yes/b.wav', 'd/val/no/c.wav');
    expect(splitsOf(folder)).toEqual(['test', 'val', 'train']);
    expect(finish(planFolderInSteps(folder, null, null)).clips.map(({ path }) => path)).toEqual([
      'yes/b.wav',
    ]);
    expect(finish(planFolderInSteps(folder, 'val', null)).clips.map(({ label }) => label)).toEqual(['no']);
  });

  test('without test take the best split there is', async () => {
    const folder = await folderOf('d/train/yes/a.wav', 'd/val/no/c.wav');
    expect(finish(planFolderInSteps(folder, null, null))).toMatchObject({ split: 'val', isWhole: false });
  });

  test('may have a word called train', async () => {
    const folder = await folderOf('d/train/a.wav', 'd/bus/b.wav');
    expect(splitsOf(folder)).toEqual([]);
    expect(finish(planFolderInSteps(folder, null, null))).toMatchObject({ split: 'test', isWhole: true });
    expect(finish(planFolderInSteps(folder, null, null)).clips.map(({ label }) => label)).toEqual([
      'bus',
      'train',
    ]);
  });

  test('say which labels of the training part were taken as one', async () => {
    const paths = [
      'd/train/cafe\u0301/a.wav',
      'd/train/caf\u00e9/b.wav',
      'd/train/no/c.wav',
      'd/test/no /d.wav',
    ];
    const { clips, labelled } = finish(planTrainingInSteps(await folderOf(...paths)));
    expect(clips.map(({ label }) => label)).toEqual(['caf\u00e9', 'caf\u00e9', 'no']);
    expect(labelled.merged).toEqual([['cafe\u0301', 'caf\u00e9']]);
  });

  test('of Speech Commands go by their lists', async () => {
    const files = ['yes/a.wav', 'yes/b.wav', 'no/c.wav'].map((path) => ({
      path: `gsc/${path}`,
      file: new Blob([]),
    }));
    const list = { path: 'gsc/testing_list.txt', file: new Blob(['yes/b.wav\n']) };
    const folder = await openFolder([...files, list], 'loose');
    expect(splitsOf(folder)).toEqual(['test', 'train']);
    expect(finish(planFolderInSteps(folder, null, null)).clips.map(({ path }) => path)).toEqual([
      'yes/b.wav',
    ]);
  });
});

test('file names take no part of a path with them', () => {
  expect(fileNameOf(['my words', 'test', 'digits'], 'json')).toBe('my-words-test-digits.json');
  expect(fileNameOf(['../a/b:c', ''], 'csv')).toBe('a-b-c.csv');
  expect(fileNameOf(['…'], 'png')).toBe('….png');
  expect(fileNameOf(['..'], 'png')).toBe('evaluation.png');
});
