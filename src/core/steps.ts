/** Long work that pauses between its steps, so that a page can draw meanwhile. Returns what it comes to. */
export type Steps<Result> = Generator<void, Result>;

/** So few that a step of the slowest work on an item, some hundredths of a millisecond, is well within a frame. */
const itemsPerStep = 500;

/** Takes all steps at once. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Visits many items, in steps. */
export function* eachInSteps<Item>(
  items: Iterable<Item>,
  visit: (item: Item, index: number) => void,
): Steps<void> {
  let index = 0;
  for (const item of items) {
    visit(item, index);
    index++;
    if (index % itemsPerStep === 0) yield;
  }
}

/** `items.filter(isKept)` in steps. */
export function* filterInSteps<Item>(items: Iterable<Item>, isKept: (item: Item) => boolean): Steps<Item[]> {
  const kept: Item[] = [];
  yield* eachInSteps(items, (item) => {
    if (isKept(item)) kept.push(item);
  });
  return kept;
}

/** `Array.from(items, make)` in steps. */
export function* mapInSteps<Item, Result>(
  items: Iterable<Item>,
  make: (item: Item, index: number) => Result,
): Steps<Result[]> {
  const results: Result[] = [];
  yield* eachInSteps(items, (item, index) => results.push(make(item, index)));
  return results;
}
