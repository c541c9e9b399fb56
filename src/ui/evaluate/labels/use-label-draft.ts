import { useCallback, useEffect, useMemo, useState } from 'react';
import { countMapped, type MappedCounts } from '../../../core/dataset/label-mapping.ts';
import type { LabelMapping } from '../../../core/evaluation/run-record.ts';
import { inTurns } from '../../../workers/in-turns.ts';
import { toPlainError } from '../../../workers/plain-error.ts';
import type { PlainError } from '../../../workers/protocol.ts';
import { readManifest } from '../../shared/folder/folder-manifests.ts';
import type { Folder, FolderFile } from '../../shared/folder/folder-plan.ts';
import { useInTurns } from '../../shared/use-in-turns.ts';
import type { EvaluatedData } from '../session/evaluation-session.ts';
import { type DraftLabels, draftLabelsInSteps, noDraftLabels } from './draft-labels.ts';
import {
  type LabelDraft,
  mappingOf,
  openDraft,
  type OpenedTable,
  openTableInSteps,
  sourceOf,
} from './label-draft.ts';

/** What a draft would make of the folder. */
export type DraftResult = DraftLabels & {
  readonly error: PlainError | null;
  readonly mapping: LabelMapping;
  readonly mapped: MappedCounts;
  /** True while a table is read or labels are found: all the rest is that of the former draft. */
  readonly isBusy: boolean;
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
    const abort = new AbortController();
    const open = (opened: OpenedTable) => {
      if (!abort.signal.aborted) setDraft((former) => ({ ...former, ...opened }));
    };
    openTable(file, folder, abort.signal).then(open, (thrown: unknown) => open(unusable(thrown)));
    return () => abort.abort();
  }, [file, manifest, folder]);
  const isReading = draft.kind === 'manifest' && file !== null && manifest === null;
  const result = useDraftResult(draft, data, modelLabels);
  return { draft, change, result: isReading ? { ...result, isBusy: true } : result };
}

async function openTable(file: FolderFile, folder: Folder, signal: AbortSignal): Promise<OpenedTable> {
  const table = await readManifest(file, signal);
  return inTurns(openTableInSteps(folder, table), signal);
}

function unusable(thrown: unknown): OpenedTable {
  return { manifest: { table: null, error: toPlainError(thrown) }, pathColumn: '', labelColumn: '' };
}

function useDraftResult(draft: LabelDraft, data: EvaluatedData, modelLabels: readonly string[]): DraftResult {
  const { kind, manifest, pathColumn, labelColumn, pattern, chosen } = draft;
  const source = useMemo(
    () => sourceOf({ kind, manifest, pathColumn, labelColumn, pattern }),
    [kind, manifest, pathColumn, labelColumn, pattern],
  );
  const start = useCallback(() => draftLabelsInSteps(data, source, modelLabels), [data, source, modelLabels]);
  const { value, error, isBusy } = useInTurns(start);
  return useMemo(() => {
    const labels = value ?? noDraftLabels;
    const mapping = mappingOf(labels, chosen);
    return { ...labels, error, mapping, mapped: countMapped(labels.counts, mapping, modelLabels), isBusy };
  }, [value, error, isBusy, chosen, modelLabels]);
}
