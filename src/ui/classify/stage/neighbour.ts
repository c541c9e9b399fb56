/** The item some steps further in a list that goes round; an item that is not in it stands before the first. */
export function neighbour<Item>(items: readonly Item[], item: Item, steps: number): Item | undefined {
  const index = items.indexOf(item);
  const start = index === -1 && steps < 0 ? 0 : index;
  return items.at((start + steps) % items.length);
}
