import { describe, expect, it } from 'vitest';
import { prefetch } from '../../../src/workers/prefetch.ts';

const pause = (ms = 1) => new Promise((resolve) => setTimeout(resolve, ms));

describe('prefetch', () => {
  it('keeps the order, never works on two at once, and stays within its bound', async () => {
    let numRunning = 0;
    let numProduced = 0;
    let numConsumed = 0;
    let furthestAhead = 0;
    const produce = async (item: number) => {
      numRunning += 1;
      expect(numRunning).toBe(1);
      await pause();
      numRunning -= 1;
      numProduced += 1;
      furthestAhead = Math.max(furthestAhead, numProduced - numConsumed);
      return item * 10;
    };
    const results: number[] = [];
    for await (const result of prefetch([1, 2, 3, 4, 5, 6], produce, { ahead: 2 })) {
      results.push(result);
      await pause(8);
      numConsumed += 1;
    }
    expect(results).toEqual([10, 20, 30, 40, 50, 60]);
    // One with the consumer and two waiting.
    expect(furthestAhead).toBe(3);
  });

  it('works ahead while the consumer is busy', async () => {
    const produced: number[] = [];
    const produce = async (item: number) => {
      produced.push(item);
      return item;
    };
    const results = prefetch([1, 2, 3, 4, 5], produce, { ahead: 2 });
    await results.next();
    await pause(5);
    expect(produced).toEqual([1, 2, 3]);
    await results.return();
  });

  it('stops producing when the consumer leaves or an item fails', async () => {
    const produced: number[] = [];
    const produce = async (item: number) => {
      produced.push(item);
      await pause();
      if (item === 3) throw new Error('three');
      return item;
    };
    const failing = async () => {
      for await (const result of prefetch([1, 2, 3, 4, 5, 6], produce, { ahead: 2 }))
        expect(result).toBeLessThan(3);
    };
    await expect(failing()).rejects.toThrow('three');
    await pause(10);
    expect(produced).toEqual([1, 2, 3]);
  });

  it('works on several at once, no more than allowed, and keeps the order', async () => {
    let numRunning = 0;
    let mostRunning = 0;
    const produce = async (item: number) => {
      numRunning += 1;
      mostRunning = Math.max(mostRunning, numRunning);
      await pause(10 - item);
      numRunning -= 1;
      return item;
    };
    const results: number[] = [];
    const bounds = { ahead: 4, atOnce: 3 };
    for await (const result of prefetch([1, 2, 3, 4, 5, 6, 7], produce, bounds)) results.push(result);
    expect(results).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(mostRunning).toBe(3);
  });

  it('gives nothing for nothing', async () => {
    const results: number[] = [];
    for await (const result of prefetch<number, number>([], async (item) => item, { ahead: 2 }))
      results.push(result);
    expect(results).toEqual([]);
  });
});
