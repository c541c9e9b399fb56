/** A share as whole per cent that never says 0 for some or 100 for not all; with a narrow space, for cells. */
export function wholePercent(share: number): string {
  const rounded = Math.round(share * 100);
  const percent = share > 0 && rounded === 0 ? '<1' : share < 1 && rounded === 100 ? '>99' : String(rounded);
  return `${percent}\u202F%`;
}
