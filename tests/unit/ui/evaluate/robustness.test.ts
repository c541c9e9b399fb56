import { describe, expect, it } from 'vitest';
import { allConditions } from '../../../../src/core/augmentation/conditions/condition.ts';
import { tableOfPredictions } from '../../../../src/core/evaluation/run-table.ts';
import { emptyMeasures } from '../../../../src/core/evaluation/table-builder.ts';
import {
  conditionsOf,
  drawClips,
  heardCondition,
} from '../../../../src/ui/evaluate/robustness/drawn-clips.ts';
import { testMetadata } from '../../workers/test-metadata.ts';

const clip = (path: string, label = 'yes') => ({ path, label, file: new Blob([]) });

describe('robustness', () => {
  it('draws the same clips each time where there are too many, in their order', () => {
    const many = Array.from({ length: 1000 }, (_, i) => clip(String(i)));
    const drawn = drawClips(many, 300);
    expect(drawn).toHaveLength(300);
    expect(drawClips(many, 300)).toEqual(drawn);
    const places = drawn.map(({ path }) => Number(path));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(new Set(places).size).toBe(300);
    expect(drawClips(many, 1000)).toBe(many);
    expect(drawClips(many, Infinity)).toBe(many);
  });

  it('hears the clips under each condition of the chosen kinds', () => {
    expect(conditionsOf(new Set())).toEqual([]);
    expect(conditionsOf(new Set(['speed'] as const)).map(({ kind }) => kind)).toEqual([
      'speed',
      'speed',
      'speed',
      'speed',
    ]);
    const all = conditionsOf(new Set(['noise', 'shift', 'speed', 'band', 'room', 'level'] as const));
    expect(all).toEqual(allConditions);
  });

  it('keeps what was heard by the rows of the table, without what could not be read', () => {
    const metadata = testMetadata();
    const [first = '', second = ''] = metadata.labels;
    const numLabels = metadata.labels.length;
    const predictions = ['a', 'b', 'c', 'd', 'e'].map((path) => ({
      path,
      label: first,
      predicted: first,
      scores: metadata.labels.map(() => 1 / numLabels),
    }));
    const table = tableOfPredictions(predictions, [second, first]);
    const scores = new Float32Array(3 * numLabels);
    for (const [row, label] of [0, 1, 0].entries()) scores[row * numLabels + label] = 1;
    // The sound of b is not here; that of d cannot be read.
    const clips = ['a', 'c', 'd', 'e'].map((path) => clip(path));
    const heard = { clips: Int32Array.of(3, 0, 1), scores, measures: emptyMeasures(3) };
    const condition = { kind: 'noise', snrDb: 0 } as const;
    expect(heardCondition(condition, clips, { heard, metadata }, table)).toEqual({
      condition,
      rows: Int32Array.of(0, 2, 4),
      predicted: Int32Array.of(0, 1, 1),
    });
    const others = { ...table, labels: ['x', first] };
    expect(heardCondition(condition, clips, { heard, metadata }, others).predicted).toEqual(
      Int32Array.of(-1, 1, 1),
    );
  });
});
