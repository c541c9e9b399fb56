/**
 * Makes texts different that occur more than once: the first stays, the next is followed by ` (2)`, and so on.
 *
 * @returns the texts in their order, and how many were changed.
 */
export function makeUnique(texts: readonly string[]): {
  readonly texts: string[];
  readonly numChanged: number;
} {
  const all = new Set(texts);
  const used = new Set<string>();
  const nextNumber = new Map<string, number>();
  let numChanged = 0;
  const unique = texts.map((text) => {
    if (!used.has(text)) {
      used.add(text);
      return text;
    }
    let number = nextNumber.get(text) ?? 2;
    while (all.has(`${text} (${number})`) || used.has(`${text} (${number})`)) number += 1;
    nextNumber.set(text, number + 1);
    const changed = `${text} (${number})`;
    used.add(changed);
    numChanged += 1;
    return changed;
  });
  return { texts: unique, numChanged };
}
