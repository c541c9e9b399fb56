import { PhonoscopeError } from '../../core/errors.ts';

/** All tabs of this page share the name: one of them may train. */
const lockName = 'phonoscope-training';

/** Does some work while no other tab trains, or touches what is kept of a training. */
export type TrainingLock = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Holds the right to train until the work ends, or the thread that called, in whatever way. Where the browser has no
 * locks, as on pages that are not secure, everyone may.
 *
 * @throws PhonoscopeError `training-elsewhere` at once where somebody has the right.
 */
export const withTrainingLock: TrainingLock = async (work) => {
  const locks = findLocks();
  if (locks === null) return work();
  return locks.request(lockName, { ifAvailable: true }, (lock) => {
    if (lock !== null) return work();
    throw new PhonoscopeError('training-elsewhere', 'A training runs in another tab.');
  });
};

/** Whether a training runs in some tab, this one among them. */
export async function isTrainingAnywhere(): Promise<boolean> {
  const { held = [] } = (await findLocks()?.query()) ?? {};
  return held.some(({ name }) => name === lockName);
}

/** Waits until no tab trains. */
export async function untilNobodyTrains(): Promise<void> {
  // Shared, so that several tabs that wait do not stand in each other's way.
  await findLocks()?.request(lockName, { mode: 'shared' }, () => undefined);
}

function findLocks(): LockManager | null {
  return 'locks' in navigator ? navigator.locks : null;
}
