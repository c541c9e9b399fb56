/** How many pixels one rem has here; visitors may choose larger letters. */
export function remPx(): number {
  return Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
}
