const measuredSizePx = 100;
/** A label can be a whole page; its first letters say enough about its width. */
const maxLetters = 80;

/** How wide a text is in units of its font size, in the page's own font. */
export function widthInEms(text: string): number {
  const letters = text.slice(0, maxLetters);
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return Math.max(1, letters.length * 0.7);
  context.font = `600 ${measuredSizePx}px ${getComputedStyle(document.body).fontFamily}`;
  return Math.max(1, context.measureText(letters).width / measuredSizePx);
}
