import { useCallback, useEffect, useRef, useState } from 'react';
import { toPhonoscopeError } from '../../../core/errors.ts';
import type { RunRecord } from '../../../core/evaluation/run-record.ts';
import type { ClipMap } from '../../../workers/evaluation-protocol.ts';
import type { ModelName, PlainError } from '../../../workers/protocol.ts';
import { useRecogniser } from '../../shared/recogniser-context.tsx';
import { useRunAnalysis } from '../run-analysis-context.tsx';
import { plain } from '../session/evaluation-stint.ts';
import type { StoredFile } from '../../../platform/browser/stored-file.ts';

/** A map of clips; point i is of `paths[i]`. */
export type DrawnMap = ClipMap & { readonly paths: readonly string[] };

type MapState = {
  /** Null while nothing is worked out. */
  readonly share: number | null;
  readonly error: PlainError | null;
};

/** Maps of runs that were drawn before; gone with their runs. */
const drawn = new WeakMap<RunRecord, DrawnMap>();

/**
 * Has the clips of a run heard once more, for what the network makes of them before its last layer, and lays them out in
 * two dimensions.
 */
export function useClipMap(
  { record, model }: { readonly record: RunRecord; readonly model: ModelName | null },
  fileOf: (path: string) => StoredFile | null,
) {
  const { recogniser } = useRecogniser();
  const analysis = useRunAnalysis();
  const [state, setState] = useState<MapState>({ share: null, error: null });
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);
  const draw = useCallback(async () => {
    const controller = new AbortController();
    abort.current = controller;
    const { signal } = controller;
    setState({ share: 0, error: null });
    try {
      const clips = record.table.paths.flatMap((path) => {
        const file = fileOf(path);
        return file === null ? [] : [{ path, label: '', file }];
      });
      const onProgress = ({ done, total }: { done: number; total: number }) =>
        setState({ share: done / Math.max(1, total), error: null });
      const { heard, embeddings } = await recogniser.evaluate(clips, {
        signal,
        ...(model === null ? {} : { model }),
        hasEmbeddings: true,
        onProgress,
      });
      if (embeddings === null) return;
      const map = await analysis.project(embeddings, { signal });
      drawn.set(record, { ...map, paths: Array.from(heard.clips, (clip) => clips[clip]?.path ?? '') });
      setState({ share: null, error: null });
    } catch (thrown) {
      const error = plain(toPhonoscopeError(thrown));
      setState({ share: null, error: error.code === 'aborted' ? null : error });
    }
  }, [record, model, fileOf, recogniser, analysis]);
  return { ...state, map: drawn.get(record) ?? null, draw, cancel: () => abort.current?.abort() };
}
