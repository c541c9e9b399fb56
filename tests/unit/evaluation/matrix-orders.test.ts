import { describe, expect, it } from 'vitest';
import { foldConfusion, foldLabels } from '../../../src/core/evaluation/matrix/fold-labels.ts';
import { normaliseConfusion } from '../../../src/core/evaluation/matrix/normalise-confusion.ts';
import { orderLabels } from '../../../src/core/evaluation/matrix/order-labels.ts';
import { createRandom, shuffledIndices } from '../../../src/core/training/random.ts';

const counts = [
  [8, 2, 0],
  [0, 0, 0],
  [3, 0, 1],
];
const labels = ['b', '__proto__', 'a'];

/** Labels in groups of five that are taken for each other, shuffled; `groupOf` tells each label's group. */
function confusedGroups(numLabels: number) {
  const groupOf = shuffledIndices(numLabels, createRandom(1)).map((i) => Math.floor(i / 5));
  const random = createRandom(2);
  const matrix = groupOf.map((group, i) =>
    groupOf.map((other, j) => (i === j ? 50 : group === other ? 3 + random.integer(5) : random.integer(2))),
  );
  return { groupOf, matrix };
}

describe('normaliseConfusion', () => {
  it('gives 0 where there is nothing to divide by', () => {
    expect(normaliseConfusion(counts, 'row')).toEqual([
      [0.8, 0.2, 0],
      [0, 0, 0],
      [0.75, 0, 0.25],
    ]);
    expect(normaliseConfusion(counts, 'column')[0]).toEqual([8 / 11, 1, 0]);
    expect(normaliseConfusion(counts, 'all')[0]).toEqual([8 / 14, 2 / 14, 0]);
    expect(normaliseConfusion([[0]], 'all')).toEqual([[0]]);
    expect(normaliseConfusion([], 'row')).toEqual([]);
  });

  it('copies counts', () => {
    const copy = normaliseConfusion(counts, 'none');
    expect(copy).toEqual(counts);
    expect(copy[0]).not.toBe(counts[0]);
  });
});

describe('orderLabels', () => {
  it.each([
    ['model', [0, 1, 2]],
    ['name', [1, 2, 0]],
    ['support', [0, 2, 1]],
    ['error', [2, 0, 1]],
    ['confusion', [1, 0, 2]],
  ] as const)('by %s', (order, expected) => {
    expect(orderLabels(counts, labels, order)).toEqual(expected);
  });

  it('puts labels that are never confused last', () => {
    const matrix = [
      [5, 0, 0, 1],
      [0, 5, 0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 5],
    ];
    expect(orderLabels(matrix, ['a', 'b', 'c', 'd'], 'confusion')).toEqual([0, 3, 1, 2]);
  });

  it('puts groups that are taken for each other side by side, 500 labels in a blink', () => {
    const { groupOf, matrix } = confusedGroups(500);
    const names = groupOf.map(String);
    const start = performance.now();
    const order = orderLabels(matrix, names, 'confusion');
    expect(performance.now() - start).toBeLessThan(1500);
    const changes = order.filter((place, i) => i > 0 && groupOf[place] !== groupOf[order[i - 1] ?? 0]);
    expect(changes).toHaveLength(99);
    expect(new Set(order).size).toBe(500);
    expect(orderLabels(matrix, names, 'confusion')).toEqual(order);
  });

  it.each(['model', 'name', 'support', 'error', 'confusion'] as const)('bears no labels: %s', (order) => {
    expect(orderLabels([], [], order)).toEqual([]);
    expect(orderLabels([[3]], ['a'], order)).toEqual([0]);
  });
});

describe('foldLabels', () => {
  it('keeps a small matrix', () => {
    expect(foldLabels(counts, 3)).toEqual([[0], [1], [2]]);
    expect(foldConfusion(counts, [[2], [0], [1]])).toEqual([
      [1, 3, 0],
      [0, 8, 2],
      [0, 0, 0],
    ]);
  });

  it('shows the most confused and sums the rest', () => {
    expect(foldLabels(counts, 2)).toEqual([[0], [1, 2]]);
    expect(foldConfusion(counts, foldLabels(counts, 2))).toEqual([
      [8, 2],
      [3, 1],
    ]);
  });

  it('loses no clip of 500 labels', () => {
    const { matrix } = confusedGroups(500);
    const groups = foldLabels(matrix, 30);
    const sum = (rows: readonly (readonly number[])[]) =>
      rows.flat().reduce((total, count) => total + count, 0);
    expect(groups).toHaveLength(30);
    expect(new Set(groups.flat()).size).toBe(500);
    expect(sum(foldConfusion(matrix, groups))).toBe(sum(matrix));
  });
});
