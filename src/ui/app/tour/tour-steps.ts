import { panelRequests } from '../../shared/panel-requests.ts';
import type { PanelName } from '../panels.ts';

/** One stop of the tour: on which panel, and what is done there. */
export type TourStep = {
  readonly name: 'hear' | 'see' | 'measure' | 'teach' | 'end';
  readonly panel: PanelName | null;
  readonly act: () => void;
};

/** Hear, see, measure, teach: each does the real thing, on shipped sounds. */
export const tourSteps: readonly TourStep[] = [
  {
    name: 'hear',
    panel: 'classify',
    act: () => panelRequests.deliver('hear-sample', { word: 'seven' }),
  },
  { name: 'see', panel: 'classify', act: () => panelRequests.deliver('show-hearing', {}) },
  { name: 'measure', panel: 'evaluate', act: () => panelRequests.deliver('measure-samples', {}) },
  { name: 'teach', panel: 'train', act: () => panelRequests.deliver('teach-samples', {}) },
  { name: 'end', panel: null, act: () => undefined },
];
