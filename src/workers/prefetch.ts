/** How far `prefetch` may go. */
type Bounds = {
  /** Results that may be in the making or wait for the consumer. */
  readonly ahead: number;
  /** Calls of `produce` at the same time. */
  readonly atOnce?: number;
};

/**
 * Produces results and gives them in the order of the items: while the consumer works on one, the next are being made.
 *
 * @throws what `produce` throws, when the consumer comes to that item; no further item is begun after a failure.
 */
export async function* prefetch<Item, Result>(
  items: Iterable<Item>,
  produce: (item: Item) => Promise<Result>,
  { ahead, atOnce = 1 }: Bounds,
): AsyncGenerator<Result, void> {
  const iterator = items[Symbol.iterator]();
  const queue: Promise<Result>[] = [];
  const turns = createTurns(atOnce);
  let isWanted = true;
  const enqueue = async (item: Item): Promise<Result> => {
    await turns.take();
    try {
      if (!isWanted) throw new Error('The consumer has left.');
      return await produce(item);
    } catch (thrown) {
      isWanted = false;
      throw thrown;
    } finally {
      turns.give();
    }
  };
  const fill = (): void => {
    while (queue.length < ahead) {
      const next = iterator.next();
      if (next.done === true) return;
      const result = enqueue(next.value);
      // The consumer sees the failure when it comes to this item; it may leave before.
      result.catch(() => undefined);
      queue.push(result);
    }
  };
  try {
    for (fill(); queue.length > 0; fill()) {
      const result = await queue.shift();
      fill();
      if (result !== undefined) yield result;
    }
  } finally {
    isWanted = false;
  }
}

/** Lets `count` at once; the others wait in a row. */
function createTurns(count: number) {
  const waiting: (() => void)[] = [];
  let numFree = count;
  return {
    async take(): Promise<void> {
      if (numFree > 0) numFree -= 1;
      else await new Promise<void>((resolve) => waiting.push(resolve));
    },
    give(): void {
      const next = waiting.shift();
      if (next === undefined) numFree += 1;
      else next();
    },
  };
}
