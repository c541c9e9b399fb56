import { PhonoscopeError } from '../../errors.ts';

/** An error about a run that was kept or came as a file. */
export function invalidRun(reason: string): PhonoscopeError {
  return new PhonoscopeError('run-invalid', `The run cannot be opened: ${reason}.`, { reason });
}
