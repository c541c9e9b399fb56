const isSurrogate = (unit: number) => unit >= 0xd8_00 && unit <= 0xdf_ff;

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
