import { describe, expect, it } from 'vitest';
import { nearestPoints, placePoints, pointTowards } from '../../../../src/ui/evaluate/map/map-layout.ts';

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
