import { PhonoscopeError } from '../errors.ts';

/** As many as a model may have. A matrix has a cell for each two; a column that holds no labels has a value for each clip. */
export const maxLabels = 2000;

/** How many different labels clips have. */
export function countDifferent(clips: readonly { readonly label: string }[]): number {
  return new Set(clips.map(({ label }) => label)).size;
}

/** @throws PhonoscopeError `labels-many`. */
export function refuseManyLabels(clips: readonly { readonly label: string }[]): void {
  const labels = countDifferent(clips);
  if (labels <= maxLabels) return;
  const message = `There are ${labels} different labels; ${maxLabels} is the most.`;
  throw new PhonoscopeError('labels-many', message, { labels, limit: maxLabels });
}
