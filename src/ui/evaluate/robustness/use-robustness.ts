import { useCallback, useEffect, useRef, useState } from 'react';
import { toPhonoscopeError } from '../../../core/errors.ts';
import type { RunTable } from '../../../core/evaluation/run-record.ts';
import type { ModelName, PlainError } from '../../../workers/protocol.ts';
import { useRecogniser } from '../../shared/recogniser-context.tsx';
import { clipsWithSound } from '../compare/evaluate-with.ts';
import { plain } from '../session/evaluation-stint.ts';
import {
  type ConditionAccuracy,
  type ConditionKind,
  conditionsOf,
  countRight,
  drawClips,
  type Robustness,
} from './robustness-run.ts';
import type { StoredFile } from '../../../platform/browser/stored-file.ts';

type RobustnessState = {
  /** Null while nothing is measured. */
  readonly share: number | null;
  readonly error: PlainError | null;
};

/** What was measured of runs before; of an edited run anew. */
const measured = new WeakMap<RunTable, Robustness>();

/** Lets a run's model hear its clips under one condition after the other; what is done stays when it is stopped. */
export function useRobustness(
  table: RunTable,
  model: ModelName | null,
  fileOf: (path: string) => StoredFile | null,
) {
  const { recogniser } = useRecogniser();
  const [state, setState] = useState<RobustnessState>({ share: null, error: null });
  const abort = useRef<AbortController | null>(null);
  useEffect(() => () => abort.current?.abort(), []);
  const measure = useCallback(
    async (kinds: ReadonlySet<ConditionKind>) => {
      const controller = new AbortController();
      abort.current = controller;
      const { signal } = controller;
      const clips = drawClips(clipsWithSound(table, fileOf));
      const conditions = conditionsOf(kinds);
      const results: ConditionAccuracy[] = [];
      setState({ share: 0, error: null });
      try {
        for (const [i, condition] of conditions.entries()) {
          const onProgress = ({ done, total }: { done: number; total: number }) =>
            setState({ share: (i + done / Math.max(1, total)) / conditions.length, error: null });
          const options = { signal, condition, onProgress, ...(model === null ? {} : { model }) };
          results.push(countRight(clips, await recogniser.evaluate(clips, options), condition));
          measured.set(table, { numClips: clips.length, results: [...results] });
        }
        setState({ share: null, error: null });
      } catch (thrown) {
        const error = plain(toPhonoscopeError(thrown));
        setState({ share: null, error: error.code === 'aborted' ? null : error });
      }
    },
    [table, model, fileOf, recogniser],
  );
  return { ...state, robustness: measured.get(table) ?? null, measure, cancel: () => abort.current?.abort() };
}
