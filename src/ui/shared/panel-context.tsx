import { createContext, use } from 'react';

const PanelContext = createContext(false);

/** Says whether the panel around the children is the one on the screen; `app` wraps every panel in one. */
export const PanelProvider = PanelContext.Provider;

/** True while the panel is on the screen. Hidden panels stay mounted: keys and sounds must not reach them. */
export function usePanelActive(): boolean {
  return use(PanelContext);
}
