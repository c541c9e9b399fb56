const isSurrogate = (unit: number) => unit >= 0xd8_00 && unit <= 0xdf_ff;
const surrogate = /[\uD800-\uDFFF]/;

/**
 * Compares two strings by code point, as Python and scikit-learn sort; JavaScript's own order is by
 * UTF-16 unit and puts characters outside the basic plane (emoji) before U+E000.
 *
 * @returns negative, 0 or positive, for `Array.prototype.sort`.
 */
export function compareByCodePoint(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const unitA = a.charCodeAt(i);
    const unitB = b.charCodeAt(i);
    if (unitA === unitB) continue;
    if (isSurrogate(unitA) !== isSurrogate(unitB)) return isSurrogate(unitA) ? 1 : -1;
    return unitA - unitB;
  }
  return a.length - b.length;
}

/**
 * Sorts many strings by code point, in place. Without surrogates that is JavaScript's own order, which the engine finds
 * several times faster than through a function.
 */
export function sortByCodePoint(texts: string[]): string[] {
  return texts.some((text) => surrogate.test(text)) ? texts.sort(compareByCodePoint) : texts.sort();
}
