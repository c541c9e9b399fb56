/**
 * Produces one result after the other, in order, and stays up to `ahead` of the consumer: while it works on one, the
 * next are being made. `produce` is never called twice at the same time.
 *
 * @throws what `produce` throws, when the consumer comes to that item; nothing more is produced then.
 */
export async function* prefetch<Item, Result>(
  items: Iterable<Item>,
  produce: (item: Item) => Promise<Result>,
  ahead: number,
): AsyncGenerator<Result, void> {
  const iterator = items[Symbol.iterator]();
  const queue: Promise<Result>[] = [];
  let tail: Promise<unknown> = Promise.resolve();
  let isWanted = true;
  const enqueue = async (item: Item, before: Promise<unknown>): Promise<Result> => {
    await before;
    if (!isWanted) throw new Error('The consumer has left.');
    return produce(item);
  };
  const fill = (): void => {
    while (queue.length < ahead) {
      const next = iterator.next();
      if (next.done === true) return;
      const result = enqueue(next.value, tail);
      // The consumer sees the failure when it comes to this item; it may leave before.
      result.catch(() => undefined);
      tail = result;
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
