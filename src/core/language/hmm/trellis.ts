import { type Chain, logSum } from './chain.ts';

/**
 * The forward pass: ln P(what is observed up to a frame, the state there).
 *
 * @param emissions ln P(observation | state), `[frames, states]`; scaled likelihoods, ln (posterior / prior), serve as
 *   well. −Infinity where a state cannot have it; never NaN.
 * @returns `[frames, states]`.
 * @see Rabiner 1989, A tutorial on hidden Markov models, (19)–(21).
 */
export function forwardLogProbs(chain: Chain, emissions: Float64Array): Float64Array {
  const { numStates } = chain;
  const forward = new Float64Array(emissions.length);
  for (let frame = 0; frame < emissions.length; frame += numStates) {
    const reached =
      frame === 0
        ? chain.logInitial
        : logProduct(chain, forward.subarray(frame - numStates, frame), numStates, 1);
    for (let state = 0; state < numStates; state++) {
      forward[frame + state] = reached[state]! + emissions[frame + state]!;
    }
  }
  return forward;
}

/**
 * The backward pass: ln P(what is observed after a frame | the state there), 0 at the last.
 *
 * @param emissions as in {@link forwardLogProbs}.
 * @returns `[frames, states]`.
 * @see Rabiner 1989, (24), (25).
 */
export function backwardLogProbs(chain: Chain, emissions: Float64Array): Float64Array {
  const { numStates } = chain;
  const backward = new Float64Array(emissions.length);
  for (let frame = emissions.length - 2 * numStates; frame >= 0; frame -= numStates) {
    const next = backward.slice(frame + numStates, frame + 2 * numStates);
    for (let state = 0; state < numStates; state++) next[state]! += emissions[frame + numStates + state]!;
    backward.set(logProduct(chain, next, 1, numStates), frame);
  }
  return backward;
}

/** ln P(all that is observed), from the forward pass; 0 without frames. */
export function trellisLogProb(chain: Chain, forward: Float64Array): number {
  return forward.length === 0 ? 0 : logSum(forward.subarray(-chain.numStates));
}

/**
 * Posterior decoding: P(state at a frame | all that is observed).
 *
 * @param emissions as in {@link forwardLogProbs}.
 * @returns `[frames, states]`; zeros where the observations are impossible.
 * @see Rabiner 1989, (27).
 */
export function posteriorProbs(chain: Chain, emissions: Float64Array): Float64Array {
  const forward = forwardLogProbs(chain, emissions);
  return joinPasses(chain, forward, backwardLogProbs(chain, emissions));
}

/** P(state at a frame | all that is observed) from both passes, as {@link posteriorProbs} does. */
export function joinPasses(chain: Chain, forward: Float64Array, backward: Float64Array): Float64Array {
  const logProb = trellisLogProb(chain, forward);
  if (logProb === -Infinity) return new Float64Array(forward.length);
  return forward.map((value, i) => Math.exp(value + backward[i]! - logProb));
}

/** Below it, a sum of terms relative to the largest may lack some that have underflowed. */
export const leastSafeSum = 1e-290;

/**
 * ln of the product of e^vector and the transitions: over the rows with the strides `(states, 1)`, over the columns with
 * `(1, states)`. Terms are added as plain numbers relative to the largest, which saves most logarithms; where that may
 * have underflowed, once more in logarithms.
 */
function logProduct(chain: Chain, vector: Float64Array, inStride: number, outStride: number): Float64Array {
  const { numStates, transition, logTransition } = chain;
  const highest = vector.reduce((a, b) => Math.max(a, b), -Infinity);
  const product = new Float64Array(numStates).fill(-Infinity);
  if (highest === -Infinity) return product;
  const scaled = vector.map((value) => Math.exp(value - highest));
  for (let out = 0; out < numStates; out++) {
    let sum = 0;
    for (let i = 0; i < numStates; i++) sum += scaled[i]! * transition[i * inStride + out * outStride]!;
    product[out] =
      sum > leastSafeSum
        ? highest + Math.log(sum)
        : logSum(vector.map((value, i) => value + logTransition[i * inStride + out * outStride]!));
  }
  return product;
}
