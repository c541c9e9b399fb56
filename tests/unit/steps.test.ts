import { describe, expect, it, vi } from 'vitest';
import { eachInSteps, finish, mapInSteps, type Steps } from '../../src/core/steps.ts';
import { inTurns } from '../../src/workers/in-turns.ts';
import { takeSteps } from './take-steps.ts';

const numbers = Array.from({ length: 1200 }, (_, index) => index);

function* count(to: number, seen: number[]): Steps<string> {
  for (let i = 0; i < to; i++) {
    seen.push(i);
    yield;
  }
  return 'counted';
}

describe('work in steps', () => {
  it('visits every item once, with its index, and pauses now and then', () => {
    const visit = vi.fn<(item: number, index: number) => void>();
    expect(takeSteps(eachInSteps(new Set(numbers), visit)).numPauses).toBe(2);
    expect(visit.mock.calls).toEqual(numbers.map((number) => [number, number]));
  });

  it('makes one thing of each', () => {
    const { result, numPauses } = takeSteps(mapInSteps(numbers, (number, index) => number + index));
    expect(result).toEqual(numbers.map((number) => 2 * number));
    expect(numPauses).toBe(2);
    expect(finish(mapInSteps([], String))).toEqual([]);
  });
});

describe('work in turns with the page', () => {
  it('comes to what it comes to at once', async () => {
    expect(await inTurns(count(3, []))).toBe(finish(count(3, [])));
  });

  it('lets others have their turn between two steps', async () => {
    const seen: number[] = [];
    const work = inTurns(count(3, seen));
    expect(seen).toEqual([0]);
    await work;
    expect(seen).toEqual([0, 1, 2]);
  });

  it('ends where it is aborted, even after the last step', async () => {
    const abort = new AbortController();
    const seen: number[] = [];
    const work = inTurns(count(3, seen), abort.signal);
    const last = inTurns(count(0, []), abort.signal);
    abort.abort();
    await expect(work).rejects.toThrow(abort.signal.reason);
    await expect(last).rejects.toThrow(abort.signal.reason);
    expect(seen).toEqual([0]);
  });
});
