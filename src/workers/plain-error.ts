import { PhonoscopeError, toPhonoscopeError } from '../core/errors.ts';
import type { PlainError } from './protocol.ts';

/** Makes whatever was thrown fit to cross a border. */
export function toPlainError(thrown: unknown): PlainError {
  const { code, message, details } = toPhonoscopeError(thrown);
  return { code, message, details };
}

/** The error again, on the other side of the border. */
export function fromPlainError({ code, message, details }: PlainError): PhonoscopeError {
  return new PhonoscopeError(code, message, details);
}

/** What an aborted call rejects with. */
export function abortedError(): PhonoscopeError {
  return new PhonoscopeError('aborted', 'Cancelled.');
}

/** @throws PhonoscopeError `aborted` once the signal is. Long loops call it between two clips. */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw abortedError();
}

/** Stops waiting, at once, when the signal is aborted; the work behind the promise goes on. */
export async function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  throwIfAborted(signal);
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_resolve, reject) => {
    stop = () => reject(abortedError());
    signal.addEventListener('abort', stop);
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
