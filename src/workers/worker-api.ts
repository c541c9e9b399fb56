import type { PlainError } from './protocol.ts';

/** What a worker offers: for each method its argument, its result, and what it reports on the way. */
export type ApiShape = Record<string, { argument: unknown; result: unknown; progress: unknown }>;

/** How a call ends: errors travel as values, because Comlink would drop their code and details. */
export type Outcome =
  | { readonly isOk: true; readonly value: unknown }
  | { readonly isOk: false; readonly error: PlainError };

/** The one object that Comlink carries between page and worker. */
export type WorkerDoor = {
  call(
    id: number,
    method: string,
    argument: unknown,
    onProgress: ((value: unknown) => void) | null,
  ): Promise<Outcome>;
  abort(id: number): void;
};
