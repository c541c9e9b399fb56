import { describe, expect, it } from 'vitest';
import { neighbour } from '../../../src/ui/classify/stage/neighbour.ts';
import { latencyMs, saidInClip, saidLive } from '../../../src/ui/classify/stage/said.ts';
import type { Scoring } from '../../../src/workers/protocol.ts';

const scoring: Scoring = {
  ranked: [
    { label: 'seven', score: 0.6 },
    { label: 'six', score: 0.4 },
  ],
  scores: Float32Array.of(0.4, 0.6),
  isSilent: false,
  decodeMs: 100,
  featuresMs: 3,
  modelMs: 4,
  modelName: 'digits',
  threshold: 0.7,
  isSure: false,
};

describe('what the stage says', () => {
  it('is nothing before anything was said', () => {
    expect(saidInClip(null)).toBeNull();
    expect(saidLive([])).toBeNull();
  });

  it('is the first label of a clip, sure or not', () => {
    expect(saidInClip(scoring)).toEqual({ label: 'seven', score: 0.6, threshold: 0.7, isSure: false });
    expect(saidInClip({ ...scoring, isSure: true })).toMatchObject({ isSure: true });
  });

  it('is silence where a clip holds no sound, or a model no label', () => {
    expect(saidInClip({ ...scoring, isSilent: true })).toBe('silence');
    expect(saidInClip({ ...scoring, ranked: [] })).toBe('silence');
  });

  it('is the newest word of live mode', () => {
    const words = [
      { number: 2, label: 'two', score: 0.9, timeSec: 4 },
      { number: 1, label: 'one', score: 0.8, timeSec: 2 },
    ];
    expect(saidLive(words)).toEqual({ label: 'two', score: 0.9, threshold: null, isSure: true });
  });

  it('took as long as features and model, whatever the reading of a file took', () => {
    expect(latencyMs(scoring)).toBe(7);
  });
});

describe('neighbour', () => {
  it('goes on to the next and back to the previous, round the ends', () => {
    expect(neighbour(['a', 'b', 'c'], 'a', 1)).toBe('b');
    expect(neighbour(['a', 'b', 'c'], 'c', 1)).toBe('a');
    expect(neighbour(['a', 'b', 'c'], 'a', -1)).toBe('c');
  });

  it('starts at an end from what is not in the list', () => {
    expect(neighbour(['a', 'b', 'c'], 'gone', 1)).toBe('a');
    expect(neighbour(['a', 'b', 'c'], 'gone', -1)).toBe('c');
  });

  it('has none in an empty list', () => {
    expect(neighbour([], 'a', 1)).toBeUndefined();
  });
});
