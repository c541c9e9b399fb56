import { useEffect, useRef } from 'react';
import { Mailbox } from './mailbox.ts';

/** What the guided tour asks of panels, which need not be there yet. */
export type PanelRequests = {
  /** Classify: plays a sample and says which word it was. */
  readonly 'hear-sample': { readonly word: string };
  /** Classify: opens "How it hears". */
  readonly 'show-hearing': object;
  /** Evaluate: measures on the sample folder. */
  readonly 'measure-samples': object;
  /** Train: teaches words from shipped takes. */
  readonly 'teach-samples': object;
};

export const panelRequests = new Mailbox<PanelRequests>();

/** Does what is asked, also what was asked before the panel was there. */
export function usePanelRequest<Name extends keyof PanelRequests>(
  name: Name,
  handler: (request: PanelRequests[Name]) => void,
): void {
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => panelRequests.receive(name, (request) => latest.current(request)), [name]);
}
