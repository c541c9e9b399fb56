import type { Steps } from '../core/steps.ts';
import { yieldTurn } from './yield-turn.ts';

/**
 * Takes one step after the other, and lets the page draw between them.
 *
 * @throws what a step throws, and the signal's reason once it is aborted.
 */
export async function inTurns<Result>(steps: Steps<Result>, signal?: AbortSignal): Promise<Result> {
  for (;;) {
    const step = steps.next();
    await yieldTurn();
    signal?.throwIfAborted();
    if (step.done === true) return step.value;
  }
}
