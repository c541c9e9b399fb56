import type { Chain } from './chain.ts';

/**
 * Finds the likeliest path of states; of equally likely ones that whose states have lower numbers, looked at from the
 * end.
 *
 * @param emissions ln P(observation | state), `[frames, states]`, as in `forwardLogProbs`.
 * @returns the path, and ln P(path and observations); no path and −Infinity where the observations are impossible.
 * @see Rabiner 1989, (32)–(35), in logarithms.
 */
export function viterbi(
  chain: Chain,
  emissions: Float64Array,
): { readonly path: Int32Array | null; readonly logProb: number } {
  const { numStates, logInitial, logTransition } = chain;
  const numFrames = emissions.length / numStates;
  const cameFrom = new Int32Array(emissions.length);
  if (numFrames === 0) return { path: new Int32Array(0), logProb: 0 };
  let best = logInitial.map((value, state) => value + emissions[state]!);
  for (let frame = 1; frame < numFrames; frame++) {
    const next = new Float64Array(numStates);
    for (let to = 0; to < numStates; to++) {
      let from = 0;
      let highest = -Infinity;
      for (let state = 0; state < numStates; state++) {
        const logProb = best[state]! + logTransition[state * numStates + to]!;
        if (logProb > highest) [from, highest] = [state, logProb];
      }
      cameFrom[frame * numStates + to] = from;
      next[to] = highest + emissions[frame * numStates + to]!;
    }
    best = next;
  }
  const logProb = best.reduce((a, b) => Math.max(a, b), -Infinity);
  if (logProb === -Infinity) return { path: null, logProb };
  const path = new Int32Array(numFrames);
  let state = best.indexOf(logProb);
  for (let frame = numFrames - 1; frame >= 0; frame--) {
    path[frame] = state;
    state = cameFrom[frame * numStates + state]!;
  }
  return { path, logProb };
}
