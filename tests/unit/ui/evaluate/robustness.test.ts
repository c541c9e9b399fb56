import { describe, expect, it } from 'vitest';
import { allConditions } from '../../../../src/core/augmentation/conditions/condition.ts';
import { emptyMeasures } from '../../../../src/core/evaluation/table-builder.ts';
import {
  conditionsOf,
  countRight,
  drawClips,
  maxClips,
} from '../../../../src/ui/evaluate/robustness/robustness-run.ts';
import { nearestPoints, placePoints, pointTowards } from '../../../../src/ui/evaluate/map/map-layout.ts';
import { testMetadata } from '../../workers/test-metadata.ts';

const clip = (path: string, label = 'yes') => ({ path, label, file: new Blob([]) });

describe('robustness', () => {
  it('draws the same clips each time where there are too many, in their order', () => {
    const many = Array.from({ length: 1000 }, (_, i) => clip(String(i)));
    const drawn = drawClips(many);
    expect(drawn).toHaveLength(maxClips);
    expect(drawClips(many)).toEqual(drawn);
    const places = drawn.map(({ path }) => Number(path));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(new Set(places).size).toBe(maxClips);
    const few = many.slice(0, 5);
    expect(drawClips(few)).toBe(few);
  });

  it('hears the clips as they are first, then under each condition of the chosen kinds', () => {
    expect(conditionsOf(new Set())).toEqual([null]);
    expect(conditionsOf(new Set(['speed'] as const)).map((condition) => condition?.kind)).toEqual([
      undefined,
      'speed',
      'speed',
      'speed',
      'speed',
    ]);
    const all = conditionsOf(new Set(['noise', 'shift', 'speed', 'band', 'room', 'level'] as const));
    expect(all.slice(1)).toEqual(allConditions);
  });

  it('counts what is right, by the clips that could be heard', () => {
    const metadata = testMetadata();
    const numLabels = metadata.labels.length;
    const scores = new Float32Array(3 * numLabels);
    for (const [row, label] of [0, 1, 0].entries()) scores[row * numLabels + label] = 1;
    const clips = [clip('a'), clip('b'), clip('c', 'no'), clip('d')];
    const heard = { clips: Int32Array.of(0, 2, 3), scores, measures: emptyMeasures(3) };
    expect(countRight(clips, { heard, metadata }, null)).toMatchObject({
      numClips: 3,
      numCorrect: 3,
      accuracy: 1,
    });
    const none = { clips: new Int32Array(0), scores: new Float32Array(0), measures: emptyMeasures(0) };
    expect(countRight([], { heard: none, metadata }, null)).toMatchObject({
      accuracy: 0,
      interval: [0, 1],
    });
  });
});

describe('a map', () => {
  it('fits into its canvas with one scale for both axes', () => {
    const placed = placePoints(Float64Array.of(-2, 0, 2, 0, 0, 1), 224, 224);
    expect([...placed]).toEqual([12, 137, 212, 137, 112, 87]);
  });

  it('of one point, or of none, has no scale', () => {
    expect([...placePoints(Float64Array.of(3, 3), 100, 100)]).toEqual([50, 50]);
    expect([...placePoints(new Float64Array(0), 100, 100)]).toEqual([]);
  });

  it('finds the points around a place, and the next one in a direction', () => {
    const placed = Float32Array.of(0, 0, 10, 0, 0, 10, 100, 100);
    expect(nearestPoints(placed, [1, 0], 20, 2)).toEqual([0, 1]);
    expect(nearestPoints(placed, [500, 500], 20, 2)).toEqual([]);
    expect(pointTowards(placed, 0, 'ArrowRight')).toBe(1);
    expect(pointTowards(placed, 0, 'ArrowDown')).toBe(2);
    expect(pointTowards(placed, 0, 'ArrowLeft')).toBe(0);
    expect(pointTowards(placed, 0, 'Tab')).toBeNull();
  });
});
