import { useState } from 'react';
import type { LabelOrder } from '../../../core/evaluation/matrix/order-labels.ts';
import type { Normalisation } from '../../../core/evaluation/matrix/normalise-confusion.ts';
import { readSetting, writeSetting } from '../../shared/settings.ts';

export const normalisations = ['row', 'column', 'all', 'none'] as const satisfies readonly Normalisation[];
export const labelOrders = [
  'model',
  'name',
  'support',
  'error',
  'confusion',
] as const satisfies readonly LabelOrder[];
/** Sides of a cell, in rem. */
export const cellSizes = [1, 1.375, 1.75, 2.5, 3.25] as const;

export type MatrixSettings = {
  readonly normalisation: Normalisation;
  readonly order: LabelOrder;
  /** Null: as suits the number of labels. */
  readonly cellRem: number | null;
  /** Whether a large matrix shows its most confused labels alone. */
  readonly isFolded: boolean;
};

const name = 'matrix';

/** How the matrix is shown; remembered for later visits. */
export function useMatrixSettings() {
  const [settings, setSettings] = useState(readSettings);
  const change = (next: Partial<MatrixSettings>) => {
    const changed = { ...settings, ...next };
    setSettings(changed);
    writeSetting(name, JSON.stringify(changed));
  };
  return { settings, change };
}

/** What is not there, or no longer known, gets its default. */
function readSettings(): MatrixSettings {
  const kept = parse(readSetting(name));
  const { normalisation, order, cellRem, isFolded } = kept;
  return {
    normalisation: normalisations.find((value) => value === normalisation) ?? 'row',
    order: labelOrders.find((value) => value === order) ?? 'model',
    cellRem: cellSizes.find((value) => value === cellRem) ?? null,
    isFolded: isFolded !== false,
  };
}

function parse(text: string | null): Partial<Record<keyof MatrixSettings, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
