import { useState } from 'react';
import type { Folder } from '../../shared/folder/folder-plan.ts';
import { usePanelActive } from '../../shared/panel-context.tsx';
import type { EvaluatedData } from '../session/evaluation-session.ts';
import { needsLabels } from './label-draft.ts';

/**
 * Whether the dialog about labels is open. It opens by itself, once for each folder, where no clip has a label or none
 * that the model knows.
 *
 * @param modelLabels null until the model is there.
 */
export function useLabelsDialog(data: EvaluatedData | null, modelLabels: readonly string[] | null) {
  const [said, setSaid] = useState<{ folder: Folder; isOpen: boolean } | null>(null);
  const isActive = usePanelActive();
  const isAsking =
    data !== null &&
    data.labelling === null &&
    modelLabels !== null &&
    isActive &&
    needsLabels(data.plan, modelLabels);
  const say = (isOpen: boolean) => data !== null && setSaid({ folder: data.folder, isOpen });
  const isSaid = said !== null && said.folder === data?.folder;
  return {
    isOpen: isSaid ? said.isOpen : isAsking,
    open: () => say(true),
    close: () => say(false),
  };
}
