import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import {
  countLabelsInSteps,
  countMapped,
  type LabelCount,
  type MappedCounts,
} from '../../../core/dataset/label-mapping.ts';
import type { LabelledData, LabelSource } from '../../../core/dataset/labelled-data.ts';
import { toPhonoscopeError } from '../../../core/errors.ts';
import type { LabelMapping } from '../../../core/evaluation/run-record.ts';
import { finish } from '../../../core/steps.ts';
import type { PlainError } from '../../../workers/protocol.ts';
import { readManifest } from '../../shared/folder/folder-manifests.ts';
import { labelFolderInSteps } from '../../shared/folder/folder-plan.ts';
import type { EvaluatedData } from '../session/evaluation-session.ts';
import { type LabelDraft, mappingOf, openDraft, sourceOf, withTable } from './label-draft.ts';

/** What a draft would make of the folder. */
export type DraftResult = {
  readonly source: LabelSource | null;
  readonly labelled: LabelledData | null;
  readonly error: PlainError | null;
  readonly counts: readonly LabelCount[];
  readonly mapping: LabelMapping;
  readonly mapped: MappedCounts;
};

/** The dialog's draft, and what it would make of the folder; a manifest is read when it is chosen. */
export function useLabelDraft(data: EvaluatedData, modelLabels: readonly string[]) {
  const [draft, setDraft] = useState(() => openDraft(data));
  const change = (part: Partial<LabelDraft>) => setDraft((former) => ({ ...former, ...part }));
  const { folder } = data;
  const { files, fileIndex, manifest } = draft;
  const file = files[fileIndex] ?? null;
  useEffect(() => {
    if (file === null || manifest !== null) return undefined;
    let isGone = false;
    readManifest(file).then(
      (table) => !isGone && setDraft((former) => withTable(former, folder, table)),
      (thrown: unknown) => !isGone && setDraft((former) => withError(former, thrown)),
    );
    return () => {
      isGone = true;
    };
  }, [file, manifest, folder]);
  const result = useDraftResult(draft, data, modelLabels);
  return { draft, change, result };
}

function withError(draft: LabelDraft, thrown: unknown): LabelDraft {
  return { ...draft, manifest: { table: null, error: plain(thrown) }, pathColumn: '', labelColumn: '' };
}

function useDraftResult(draft: LabelDraft, data: EvaluatedData, modelLabels: readonly string[]): DraftResult {
  const { kind, manifest, pathColumn, labelColumn, pattern } = draft;
  const now = useMemo(
    () => sourceOf({ ...draft, kind, manifest, pathColumn, labelColumn, pattern }),
    // oxlint-disable-next-line react/exhaustive-deps -- what the source is made of, not all of the draft
    [kind, manifest, pathColumn, labelColumn, pattern],
  );
  // With a hundred thousand files, typing must not wait for labels.
  const source = useDeferredValue(now);
  const { labelled, error } = useMemo(() => tryLabels(data, source), [data, source]);
  const counts = useMemo(() => finish(countLabelsInSteps(labelled?.clips ?? [])), [labelled]);
  const mapping = mappingOf(counts, draft.chosen, modelLabels);
  return { source, labelled, error, counts, mapping, mapped: countMapped(counts, mapping, modelLabels) };
}

function tryLabels(
  { folder, plan }: EvaluatedData,
  source: LabelSource | null,
): { readonly labelled: LabelledData | null; readonly error: PlainError | null } {
  if (source === null) return { labelled: null, error: null };
  try {
    return {
      labelled: finish(labelFolderInSteps(folder, plan.isWhole ? null : plan.split, source)),
      error: null,
    };
  } catch (thrown) {
    return { labelled: null, error: plain(thrown) };
  }
}

function plain(thrown: unknown): PlainError {
  const { code, message, details } = toPhonoscopeError(thrown);
  return { code, message, details };
}
