import { expect, it } from 'vitest';
import { PhonoscopeError } from '../../../../src/core/errors.ts';
import { emptyMeasures } from '../../../../src/core/evaluation/table-builder.ts';
import { RobustnessSession } from '../../../../src/ui/evaluate/robustness/robustness-session.ts';
import { EvaluationSession } from '../../../../src/ui/evaluate/session/evaluation-session.ts';
import type { EvaluateResult, LabelledClip } from '../../../../src/workers/protocol.ts';
import { Recogniser } from '../../../../src/workers/recogniser.ts';
import { yieldTurn } from '../../../../src/workers/yield-turn.ts';
import { makeRecord } from '../../evaluation/runs/make-record.ts';
import { testMetadata } from '../../workers/test-metadata.ts';

/** Says of every clip that it is the first label; every condition waits for `next`. */
function setUp() {
  const chooseBackend = async () => ({ name: 'cpu', reason: 'chosen', adapter: null }) as const;
  const parts = { chooseBackend, baseUrl: 'http://localhost/' };
  const session = new EvaluationSession(new Recogniser({ parts }));
  let go: (error: PhonoscopeError | null) => void = () => undefined;
  const metadata = testMetadata({ labels: ['yes', '__proto__', '=1+1'] });
  const evaluate: Recogniser['evaluate'] = (clips: readonly LabelledClip[], options) =>
    new Promise<EvaluateResult>((resolve, reject) => {
      go = (error) => {
        if (error !== null) return reject(error);
        const scores = new Float32Array(clips.length * 3).map((_, i) => (i % 3 === 0 ? 1 : 0));
        return resolve({
          heard: { clips: Int32Array.from(clips.keys()), scores, measures: emptyMeasures(clips.length) },
          embeddings: null,
          unreadable: [],
          seconds: 1,
          backend: { name: 'cpu', reason: 'chosen', adapter: null },
          metadata,
          modelName: 'digits',
        });
      };
      options?.signal?.addEventListener('abort', () => reject(new PhonoscopeError('aborted', 'Cancelled.')));
    });
  const robustness = new RobustnessSession({ session, recogniser: { evaluate } });
  const open = async () => {
    const record = makeRecord({ edits: [], robustness: undefined });
    session.openRecord(record, null);
    const files = record.table.paths.map((path) => ({ path, file: new Blob([]) }));
    await session.giveSound('words', async () => ({ name: 'words', files, lists: {} }));
  };
  /** Ends the condition that is being heard, and waits until what follows has begun. */
  const next = async (error: PhonoscopeError | null = null) => {
    go(error);
    await yieldTurn();
  };
  const kept = () => session.getSnapshot().run?.record?.robustness?.map(({ condition }) => condition);
  return { session, robustness, open, next, kept };
}

const levels = new Set(['level'] as const);

it('keeps all conditions with the run once they are heard', async () => {
  const { robustness, open, next, kept, session } = setUp();
  await open();
  const done = robustness.measure(levels, 300);
  expect(robustness.getSnapshot().measuring).toMatchObject({ share: 0, condition: { peakDbfs: -20 } });
  await next();
  expect(robustness.getSnapshot().measuring).toMatchObject({ share: 0.5, condition: { peakDbfs: 12 } });
  expect(robustness.getSnapshot().measuring?.heard).toHaveLength(1);
  expect(kept()).toBeUndefined();
  await next();
  await done;
  expect(robustness.getSnapshot()).toEqual({ measuring: null, error: null });
  expect(kept()).toEqual([
    { kind: 'level', peakDbfs: -20 },
    { kind: 'level', peakDbfs: 12 },
  ]);
  expect(session.getSnapshot().run?.record?.robustness?.[0]?.rows).toEqual(Int32Array.of(0, 1, 2, 3));
});

it('keeps what is done where it is stopped, or where something fails', async () => {
  const { robustness, open, next, kept } = setUp();
  await open();
  let done = robustness.measure(levels, 300);
  await next();
  robustness.cancel();
  await done;
  expect(robustness.getSnapshot()).toEqual({ measuring: null, error: null });
  expect(kept()).toEqual([{ kind: 'level', peakDbfs: -20 }]);
  done = robustness.measure(levels, 300);
  await next(new PhonoscopeError('worker-crashed', 'gone'));
  await done;
  expect(robustness.getSnapshot()).toMatchObject({ measuring: null, error: { code: 'worker-crashed' } });
  expect(kept()).toEqual([{ kind: 'level', peakDbfs: -20 }]);
});

it('is stopped by another run, which gets nothing of it', async () => {
  const { robustness, open, next, kept } = setUp();
  await open();
  const done = robustness.measure(levels, 300);
  await next();
  await open();
  await done;
  expect(robustness.getSnapshot()).toEqual({ measuring: null, error: null });
  expect(kept()).toBeUndefined();
});
