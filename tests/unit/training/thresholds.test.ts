import { describe, expect, it } from 'vitest';
import { chooseThresholds } from '../../../src/core/training/thresholds.ts';

describe('chooseThresholds', () => {
  it('lies above what other labels reach, within its limits', () => {
    const clip = (label: number, ...scores: number[]) => ({ label, scores: Float32Array.from(scores) });
    const clips = [clip(0, 0.9, 0.1), clip(1, 0.72, 0.28), clip(1, 0.1, 0.9), clip(0, 0.999, 0.001)];
    expect([...chooseThresholds(clips, ['yes', 'no'], () => true)]).toEqual([
      ['yes', 0.73],
      ['no', 0.5],
    ]);
    expect(chooseThresholds(clips, ['yes', 'no'], (label) => label === 'no').has('yes')).toBe(false);
  });
});
