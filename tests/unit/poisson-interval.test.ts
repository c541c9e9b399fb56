import { describe, expect, it } from 'vitest';
import { poissonInterval } from '../../scripts/figures/models/poisson-interval.ts';

describe('poissonInterval', () => {
  // SciPy 1.10: chi2.ppf(0.025, 2 * k) / 2, chi2.ppf(0.975, 2 * k + 2) / 2.
  it.each([
    [0, 0, 3.688879],
    [1, 0.025318, 5.571643],
    [5, 1.623486, 11.668332],
    [40, 28.576586, 54.468647],
    [300, 267.009275, 335.941126],
  ])('of %i is %f to %f', (count, low, high) => {
    const [from, to] = poissonInterval(count);
    expect(from).toBeCloseTo(low, 5);
    expect(to).toBeCloseTo(high, 5);
  });
});
