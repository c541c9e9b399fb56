import { describe, expect, it } from 'vitest';
import { tableOfPredictions } from '../../../src/core/evaluation/run-table.ts';
import { countConfusion } from '../../../src/core/evaluation/score-table.ts';
import { cellOfSelection, selectCell, showMatrix } from '../../../src/ui/evaluate/matrix/shown-matrix.ts';
import { nextMistake } from '../../../src/ui/shared/matrix/heatmap-position.ts';

const settings = { normalisation: 'row', order: 'model', isFolded: true } as const;

/** 40 labels with a clip each that is right; of the last two, `pairs` more are taken for each other. */
function manyLabels(pairs: number) {
  const labels = Array.from({ length: 40 }, (_, i) => `label ${String(i).padStart(2, '0')}`);
  const right = labels.map((label) => ({ path: `${label}/0.wav`, label, predicted: label, scores: [] }));
  const wrong = Array.from({ length: pairs }, (_, i) => ({
    path: `wrong/${i}.wav`,
    label: 'label 39',
    predicted: 'label 38',
    scores: [],
  }));
  return tableOfPredictions([...right, ...wrong], []);
}

describe('showMatrix', () => {
  const counts = [
    [4, 1],
    [0, 3],
  ];

  it('shows a small matrix as it is', () => {
    const shown = showMatrix(['yes', 'no'], counts, settings, '(others)');
    expect(shown.counts).toBe(counts);
    expect(shown.shares).toBeNull();
  });

  it('divides and orders', () => {
    const byColumn = showMatrix(
      ['yes', 'no'],
      counts,
      { ...settings, normalisation: 'column', order: 'name' },
      '',
    );
    expect(byColumn.labels).toEqual(['no', 'yes']);
    expect(byColumn.counts).toEqual([
      [3, 0],
      [1, 4],
    ]);
    expect(byColumn.shares).toEqual([
      [0.75, 0],
      [0.25, 1],
    ]);
    const byNothing = showMatrix(['yes', 'no'], counts, { ...settings, normalisation: 'none' }, '');
    expect(byNothing.shares?.[0]).toEqual([1, 0.25]);
  });

  it('folds a large one: the most confused labels, and all others as one', () => {
    const table = manyLabels(3);
    const shown = showMatrix(table.labels, countConfusion(table), settings, '(others)');
    expect(shown.labels).toHaveLength(30);
    expect(shown.labels.slice(0, 2)).toEqual(['label 38', 'label 39']);
    expect(shown.labels.at(-1)).toBe('(others)');
    expect(shown.counts.flat().reduce((sum, count) => sum + count, 0)).toBe(43);
    const ordered = showMatrix(
      table.labels,
      countConfusion(table),
      { ...settings, order: 'name' },
      '(others)',
    );
    expect(ordered.labels.slice(-3)).toEqual(['label 38', 'label 39', '(others)']);
    const all = showMatrix(table.labels, countConfusion(table), { ...settings, isFolded: false }, '(others)');
    expect(all.labels).toHaveLength(40);
  });

  it('opens the clips of a cell, and of all that a row stands for', () => {
    const table = manyLabels(2);
    const shown = showMatrix(table.labels, countConfusion(table), settings, '(others)');
    const confused = selectCell(shown, { row: 1, column: 0 }, table);
    expect(confused).toEqual({ kind: 'cell', actual: 'label 39', predicted: 'label 38' });
    expect(cellOfSelection(shown, confused)).toEqual({ row: 1, column: 0 });
    const others = selectCell(shown, { row: 29, column: 29 }, table);
    expect(others.kind === 'paths' && others.paths).toHaveLength(11);
    expect(cellOfSelection(shown, others)).toBeNull();
  });
});

it('n and p go through the mistakes in reading order, round the ends', () => {
  const counts = [
    [1, 2, 0],
    [0, 1, 0],
    [0, 3, 1],
  ];
  const press = (row: number, column: number, key: string) =>
    nextMistake({ row, column }, { key, ctrlKey: false }, counts);
  expect(press(0, 0, 'n')).toEqual({ row: 0, column: 1 });
  expect(press(0, 1, 'n')).toEqual({ row: 2, column: 1 });
  expect(press(2, 1, 'n')).toEqual({ row: 0, column: 1 });
  expect(press(0, 0, 'p')).toEqual({ row: 2, column: 1 });
  expect(press(0, 0, 'x')).toBeNull();
  expect(nextMistake({ row: 0, column: 0 }, { key: 'n', ctrlKey: false }, [[5]])).toBeNull();
});
