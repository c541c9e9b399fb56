import type { Steps } from '../../src/core/steps.ts';

/** Takes all steps and counts where they paused. */
export function takeSteps<Result>(steps: Steps<Result>): { result: Result; numPauses: number } {
  let numPauses = 0;
  for (;;) {
    const step = steps.next();
    if (step.done === true) return { result: step.value, numPauses };
    numPauses++;
  }
}
