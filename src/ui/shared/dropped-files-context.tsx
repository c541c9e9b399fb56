import { createContext, use, useEffect, useRef, type ReactNode } from 'react';
import type { PathFile } from '../../platform/browser/dropped-files.ts';
import type { DropMailbox, DropTarget } from './drop-target.ts';

const DropContext = createContext<DropMailbox | null>(null);

export function DropProvider({ mailbox, children }: { mailbox: DropMailbox; children: ReactNode }) {
  return <DropContext value={mailbox}>{children}</DropContext>;
}

/** Calls `handler` with what was dropped for this panel, also with what was dropped before it was mounted. */
export function useDroppedFiles(target: DropTarget, handler: (files: readonly PathFile[]) => void): void {
  const mailbox = use(DropContext);
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => mailbox?.receive(target, (files) => latest.current(files)), [mailbox, target]);
}
