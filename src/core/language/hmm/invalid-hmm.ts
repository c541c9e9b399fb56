import { PhonoscopeError } from '../../errors.ts';

/** The error for a hidden Markov model that cannot be; `reason` completes "… cannot be used or learnt: …". */
export function invalidHmm(reason: string): PhonoscopeError {
  const message = `The hidden Markov model cannot be used or learnt: ${reason}.`;
  return new PhonoscopeError('hmm-invalid', message, { reason });
}
