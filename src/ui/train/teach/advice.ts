import type { LessonMeasure } from './lesson-session.ts';
import type { Take } from './teach-session.ts';

/** What would help a taught model most. */
export type Advice =
  | { readonly kind: 'few-takes'; readonly word: string; readonly numTakes: number }
  | { readonly kind: 'alike'; readonly word: string; readonly other: string }
  | { readonly kind: 'missed'; readonly word: string }
  | { readonly kind: 'one-voice' }
  | { readonly kind: 'none' };

/** Fewer takes than these of a word are what limits it. */
export const fewTakes = 5;

/** Looks first for words with few takes, then at the matrix of the held-out takes, then for other voices. */
export function adviseOn(takes: readonly Take[], { labels, confusion }: LessonMeasure): Advice {
  const words = labels.filter((label) => !label.startsWith('_'));
  const counts = words.map((word) => ({
    word,
    numTakes: takes.filter((take) => take.word === word).length,
  }));
  const fewest = counts.reduce((least, each) => (each.numTakes < least.numTakes ? each : least));
  if (fewest.numTakes < fewTakes) return { kind: 'few-takes', ...fewest };
  const worst = worstPair(labels, confusion);
  if (worst !== null) {
    const [word, other] = worst;
    return other.startsWith('_') ? { kind: 'missed', word } : { kind: 'alike', word, other };
  }
  const speakers = new Set(takes.map(({ speaker }) => speaker));
  return speakers.size < 2 ? { kind: 'one-voice' } : { kind: 'none' };
}

/** The word that is missed most, and what it is taken for; null where all are right. */
function worstPair(
  labels: readonly string[],
  confusion: LessonMeasure['confusion'],
): readonly [string, string] | null {
  let most = 0;
  let worst: readonly [string, string] | null = null;
  for (const [row, word] of labels.entries()) {
    for (const [column, other] of labels.entries()) {
      const count = confusion[row]?.[column] ?? 0;
      if (row === column || word.startsWith('_') || count <= most) continue;
      most = count;
      worst = [word, other];
    }
  }
  return worst;
}
