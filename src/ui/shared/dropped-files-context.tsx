import { createContext, use, useEffect, useRef, type ReactNode } from 'react';
import type { DropHandler, DropRouter, DropTarget } from './drop-router.ts';

const DropContext = createContext<DropRouter | null>(null);

export function DropProvider({ router, children }: { router: DropRouter; children: ReactNode }) {
  return <DropContext value={router}>{children}</DropContext>;
}

/** Calls `handler` with what was dropped for this panel, also with what was dropped before it was mounted. */
export function useDroppedFiles(target: DropTarget, handler: DropHandler): void {
  const router = use(DropContext);
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => router?.receive(target, (files) => latest.current(files)), [router, target]);
}
