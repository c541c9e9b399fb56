import type { CSSProperties } from 'react';
import { classColour } from '../../shared/class-colour.ts';

/** The colour of a word as `--word`, the same wherever the model's label is drawn. */
export function wordColour(word: string, labels: readonly string[]): CSSProperties {
  const index = labels.indexOf(word);
  return { '--word': index < 0 ? 'var(--line-strong)' : classColour(index) };
}
