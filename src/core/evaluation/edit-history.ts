import type { ClipEdit } from './run-record.ts';

type Edits = readonly ClipEdit[];

/** What a person changed, as it is, as it was before and as it was before going back; the latest last. Immutable. */
export type EditHistory = {
  readonly past: readonly Edits[];
  readonly edits: Edits;
  readonly future: readonly Edits[];
};

export function startHistory(edits: Edits = []): EditHistory {
  return { past: [], edits, future: [] };
}

/** What had been undone is forgotten. */
export function changeEdits({ past, edits }: EditHistory, next: Edits): EditHistory {
  return { past: [...past, edits], edits: next, future: [] };
}

/** Nothing where nothing was changed. */
export function undoEdits(history: EditHistory): EditHistory {
  const { past, edits, future } = history;
  const former = past.at(-1);
  if (former === undefined) return history;
  return { past: past.slice(0, -1), edits: former, future: [...future, edits] };
}

/** Nothing where nothing was undone. */
export function redoEdits(history: EditHistory): EditHistory {
  const { past, edits, future } = history;
  const next = future.at(-1);
  if (next === undefined) return history;
  return { past: [...past, edits], edits: next, future: future.slice(0, -1) };
}
