import { lazy, type ComponentType } from 'react';
import type { IconName } from '../shared/icon.tsx';
import { ClassifyPanel } from '../classify/classify-panel.tsx';

export type PanelName = 'classify' | 'evaluate' | 'train' | 'sequence' | 'models';

type PanelEntry = { readonly name: PanelName; readonly icon: IconName; readonly Panel: ComponentType };

/** The panels in the order of their tabs and number keys. The first is in the entry chunk, the others load on demand. */
export const panels: readonly PanelEntry[] = [
  { name: 'classify', icon: 'microphone', Panel: ClassifyPanel },
  {
    name: 'evaluate',
    icon: 'chart',
    Panel: lazy(async () => ({ default: (await import('../evaluate/evaluate-panel.tsx')).EvaluatePanel })),
  },
  {
    name: 'train',
    icon: 'curve',
    Panel: lazy(async () => ({ default: (await import('../train/train-panel.tsx')).TrainPanel })),
  },
  {
    name: 'sequence',
    icon: 'sequence',
    Panel: lazy(async () => ({ default: (await import('../sequence/sequence-panel.tsx')).SequencePanel })),
  },
  {
    name: 'models',
    icon: 'models',
    Panel: lazy(async () => ({ default: (await import('../models/models-panel.tsx')).ModelsPanel })),
  },
];

/** The panel that an address ends in, as in `#evaluate`. */
export function panelFromHash(hash: string): PanelName {
  return panels.find(({ name }) => `#${name}` === hash)?.name ?? 'classify';
}
