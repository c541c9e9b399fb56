/** What became of a word: said and heard, heard as another, not heard, heard but not said. */
export type AlignedWord =
  | { readonly kind: 'correct' | 'substitution'; readonly reference: string; readonly hypothesis: string }
  | { readonly kind: 'deletion'; readonly reference: string; readonly hypothesis: null }
  | { readonly kind: 'insertion'; readonly reference: null; readonly hypothesis: string };

/** More than any number of words, so that fewer errors always count more than fewer substitutions. */
const errorCost = 2 ** 20;
const substitutionCost = errorCost + 1;

/**
 * Puts what was heard beside what was said, with the fewest substitutions, deletions and insertions together.
 *
 * Of several such alignments it takes the one with the most correct words; if that leaves several, from the end
 * backwards a pair of words before an insertion, and that before a deletion: so does NIST's sclite. But sclite weighs 4
 * for a substitution and 3 for the others, so that for a few sentences it counts more errors than there need be.
 *
 * Case does not count, nor in which Unicode form a letter is written.
 *
 * @returns the words in their order.
 * @see NIST SCTK 2.4.10, sclite.
 */
export function alignWords(reference: readonly string[], hypothesis: readonly string[]): AlignedWord[] {
  const said = reference.map(foldWord);
  const heard = hypothesis.map(foldWord);
  const width = heard.length + 1;
  const costs = findCosts(said, heard);
  const at = (i: number, j: number) => costs[i * width + j] ?? 0;
  const steps: AlignedWord[] = [];
  for (let i = said.length, j = heard.length; i > 0 || j > 0;) {
    const saidWord = reference[i - 1] ?? '';
    const heardWord = hypothesis[j - 1] ?? '';
    const isSame = said[i - 1] === heard[j - 1];
    if (i > 0 && j > 0 && at(i, j) === at(i - 1, j - 1) + (isSame ? 0 : substitutionCost)) {
      const kind = isSame ? 'correct' : 'substitution';
      steps.push({ kind, reference: saidWord, hypothesis: heardWord });
      i--;
      j--;
    } else if (j > 0 && at(i, j) === at(i, j - 1) + errorCost) {
      steps.push({ kind: 'insertion', reference: null, hypothesis: heardWord });
      j--;
    } else {
      steps.push({ kind: 'deletion', reference: saidWord, hypothesis: null });
      i--;
    }
  }
  return steps.reverse();
}

/** How a word is compared with others. */
export function foldWord(word: string): string {
  return word.normalize('NFC').toLowerCase();
}

/** @returns the cost of the first i words said and the first j heard, `[said + 1, heard + 1]` row-major. */
function findCosts(said: readonly string[], heard: readonly string[]): Float64Array {
  const width = heard.length + 1;
  const costs = new Float64Array((said.length + 1) * width);
  for (let j = 1; j < width; j++) costs[j] = j * errorCost;
  for (let i = 1; i <= said.length; i++) {
    costs[i * width] = i * errorCost;
    for (let j = 1; j < width; j++) {
      const here = i * width + j;
      const pair = (costs[here - width - 1] ?? 0) + (said[i - 1] === heard[j - 1] ? 0 : substitutionCost);
      costs[here] = Math.min(
        pair,
        (costs[here - 1] ?? 0) + errorCost,
        (costs[here - width] ?? 0) + errorCost,
      );
    }
  }
  return costs;
}
