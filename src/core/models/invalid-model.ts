import { PhonoscopeError } from '../errors.ts';

/** The error for a model file that cannot be used; `reason` completes "The model file cannot be used: …". */
export function invalidModel(reason: string): PhonoscopeError {
  return new PhonoscopeError('model-invalid', `The model file cannot be used: ${reason}.`, { reason });
}
