import { PhonoscopeError } from '../errors.ts';

/** The error for a model file that cannot be used; `reason` completes "The model file cannot be used: …". */
export function invalidModel(reason: string): PhonoscopeError {
  return new PhonoscopeError('model-invalid', `The model file cannot be used: ${reason}.`, { reason });
}

/** What TensorFlow.js says at length, up to the end of the first line. */
export function shortReason(thrown: unknown): string {
  const [line = ''] = (thrown instanceof Error ? thrown.message : String(thrown)).split('\n');
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
