import type { Condition } from '../../../core/augmentation/conditions/condition.ts';
import { toPhonoscopeError } from '../../../core/errors.ts';
import type { HeardCondition } from '../../../core/evaluation/robustness-schema.ts';
import type { RunTable } from '../../../core/evaluation/run-record.ts';
import type { LabelledClip, ModelName, PlainError } from '../../../workers/protocol.ts';
import type { Recogniser } from '../../../workers/recogniser.ts';
import { Store } from '../../shared/store.ts';
import { clipsWithSound } from '../compare/evaluate-with.ts';
import type { EvaluationSession } from '../session/evaluation-session.ts';
import { plain } from '../session/evaluation-stint.ts';
import { type ConditionKind, conditionsOf, drawClips, heardCondition } from './drawn-clips.ts';

/** How far a measurement has come. */
export type Measuring = {
  readonly condition: Condition;
  /** Of all conditions, 0…1. */
  readonly share: number;
  readonly secLeft: number | null;
  /** What is done. */
  readonly heard: readonly HeardCondition[];
};

export type RobustnessState = {
  readonly measuring: Measuring | null;
  readonly error: PlainError | null;
};

type HearingPlan = {
  readonly table: RunTable;
  readonly model: ModelName;
  readonly clips: readonly LabelledClip[];
  readonly conditions: readonly Condition[];
};

type RobustnessParts = {
  readonly session: EvaluationSession;
  readonly recogniser: Pick<Recogniser, 'evaluate'>;
};

/**
 * Lets the model of the run that is shown hear its clips under one condition after the other. What is done stays with
 * the run, also where it is stopped; another run stops it.
 */
export class RobustnessSession extends Store<RobustnessState> {
  readonly #parts: RobustnessParts;
  #abort = new AbortController();
  #runId: number | null = null;

  constructor(parts: RobustnessParts) {
    super({ measuring: null, error: null });
    this.#parts = parts;
    parts.session.subscribe(() => {
      const runId = parts.session.getSnapshot().run?.id ?? null;
      if (runId === this.#runId) return;
      this.#runId = runId;
      this.cancel();
      this.update({ error: null });
    });
  }

  /** @param limit at most so many clips, drawn by chance. */
  async measure(kinds: ReadonlySet<ConditionKind>, limit: number): Promise<void> {
    const { session } = this.#parts;
    const { run } = session.getSnapshot();
    if (run?.record == null || run.modelName === null) return;
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const { table } = run.record;
    const withSound = clipsWithSound(table, (path) => session.fileOf(path));
    const plan = {
      table,
      model: run.modelName,
      clips: drawClips(withSound, limit),
      conditions: conditionsOf(kinds),
    };
    const done: HeardCondition[] = [];
    this.update({ error: null });
    try {
      await this.#hear(plan, done, signal);
    } catch (thrown) {
      if (!signal.aborted) this.update({ error: plain(toPhonoscopeError(thrown)) });
    }
    if (done.length > 0) session.keepRobustness(run.id, done);
    // Another one may have begun.
    if (this.#abort.signal === signal) this.update({ measuring: null });
  }

  cancel(): void {
    this.#abort.abort();
  }

  /** @param done what was heard comes behind it. */
  async #hear(
    { table, model, clips, conditions }: HearingPlan,
    done: HeardCondition[],
    signal: AbortSignal,
  ): Promise<void> {
    const startMs = performance.now();
    for (const [i, condition] of conditions.entries()) {
      const heard = done.slice();
      const onProgress = (progress: { done: number }) => {
        if (signal.aborted) return;
        const share = (i + progress.done / Math.max(1, clips.length)) / conditions.length;
        const sec = (performance.now() - startMs) / 1000;
        const secLeft = share === 0 ? null : (sec / share) * (1 - share);
        this.update({ measuring: { condition, share, secLeft, heard } });
      };
      onProgress({ done: 0 });
      const options = { signal, condition, onProgress, model };
      const result = await this.#parts.recogniser.evaluate(clips, options);
      done.push(heardCondition(condition, clips, result, table));
    }
  }
}
