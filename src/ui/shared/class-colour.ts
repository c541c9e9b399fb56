const numColours = 12;

/**
 * The colour of a class, the same in every chart: CSS that names a token.
 *
 * @param index Position of the label in the model's order; colours repeat after twelve.
 */
export function classColour(index: number): string {
  return `var(--class-${((index % numColours) + numColours) % numColours})`;
}
