/** One scored clip: the index of its label and its row of scores. */
export type ScoredClip = { readonly label: number; readonly scores: Float32Array };

/** Share of clips of other labels that may pass a word's threshold. */
const allowedFalseShare = 0.002;
const lowest = 0.5;
const highest = 0.9;

/**
 * Chooses for each word the lowest threshold that hardly any validation clip of another label passes.
 *
 * @param isWord which labels are words; the others get no threshold.
 */
export function chooseThresholds(
  clips: readonly ScoredClip[],
  labels: readonly string[],
  isWord: (label: string) => boolean,
): Map<string, number> {
  const words = labels.flatMap((label, index) => (isWord(label) ? [{ label, index }] : []));
  return new Map(words.map(({ label, index }) => [label, chooseThreshold(clips, index)]));
}

function chooseThreshold(clips: readonly ScoredClip[], word: number): number {
  const others = clips
    .filter(({ label }) => label !== word)
    .map(({ scores }) => scores[word] ?? 0)
    .sort((a, b) => b - a);
  const numAllowed = Math.floor(others.length * allowedFalseShare);
  const limit = (others[numAllowed] ?? 0) + 0.01;
  return Math.round(Math.max(lowest, Math.min(highest, limit)) * 100) / 100;
}
