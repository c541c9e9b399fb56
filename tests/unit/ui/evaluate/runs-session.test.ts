import { describe, expect, it } from 'vitest';
import { PhonoscopeError } from '../../../../src/core/errors.ts';
import type { RunRecord } from '../../../../src/core/evaluation/run-record.ts';
import { describeRun, type SavedRun } from '../../../../src/core/evaluation/saved-run.ts';
import type { RunStore } from '../../../../src/platform/browser/run-store.ts';
import { RunsSession } from '../../../../src/ui/evaluate/runs/runs-session.ts';
import { EvaluationSession } from '../../../../src/ui/evaluate/session/evaluation-session.ts';
import { createEvaluationHandlers } from '../../../../src/workers/evaluation-handlers.ts';
import { Recogniser } from '../../../../src/workers/recogniser.ts';
import { RunAnalysis } from '../../../../src/workers/run-analysis.ts';
import { makeRecord } from '../../evaluation/runs/make-record.ts';
import { FakeWorker } from '../../workers/fake-worker.ts';

function memoryStore(): RunStore & { readonly kept: Map<string, RunRecord> } {
  const runs = new Map<string, SavedRun>();
  const kept = new Map<string, RunRecord>();
  return {
    kept,
    list: async () => [...runs.values()],
    open: async (id) => {
      const record = kept.get(id);
      if (record === undefined) throw new PhonoscopeError('run-gone', 'gone');
      return record;
    },
    put: async (id, name, record) => {
      const run = describeRun(id, name, record);
      runs.set(id, run);
      kept.set(id, record);
      return run;
    },
    rename: async (id, name) => {
      const run = runs.get(id);
      if (run === undefined) throw new PhonoscopeError('run-gone', 'gone');
      runs.set(id, { ...run, name });
    },
    remove: async (id) => {
      runs.delete(id);
      kept.delete(id);
    },
  };
}

function setUp(store: RunStore = memoryStore()) {
  const session = new EvaluationSession(
    new Recogniser({
      parts: {
        chooseBackend: async () => ({ name: 'cpu', reason: 'chosen', adapter: null }),
        createFeaturesWorker: () => {
          throw new Error('not needed');
        },
        createModelWorker: () => {
          throw new Error('not needed');
        },
        baseUrl: 'http://localhost/',
      },
    }),
  );
  const analysis = new RunAnalysis(() => new FakeWorker(createEvaluationHandlers()));
  return { session, runs: new RunsSession({ session, analysis, store }) };
}

const edit = { kind: 'exclude', path: 'yes/b.wav' } as const;

describe('saved runs', () => {
  it('keep the edits, and are updated by saving again', async () => {
    const store = memoryStore();
    const { session, runs } = setUp(store);
    session.openRecord(makeRecord({ edits: [] }), null);
    await runs.save('mine');
    session.edit(edit);
    const { savedAs, edits } = session.getSnapshot();
    expect(savedAs?.edits).not.toBe(edits);
    await runs.save(savedAs?.name ?? '');
    expect([...store.kept.values()].map((record) => record.edits)).toEqual([[edit]]);
    expect(session.getSnapshot().savedAs?.edits).toBe(session.getSnapshot().edits);
    expect(runs.getSnapshot().runs).toMatchObject([{ name: 'mine', numClips: 3, numExcluded: 1 }]);
    session.undo();
    expect(session.getSnapshot().savedAs?.edits).not.toBe(session.getSnapshot().edits);
  });

  it('show the same figures when they are opened again, without sound', async () => {
    const { session, runs } = setUp();
    session.openRecord(makeRecord(), null);
    const before = session.getSnapshot().run;
    await runs.save('mine');
    const [saved] = runs.getSnapshot().runs ?? [];
    session.clear();
    if (saved !== undefined) await runs.open(saved);
    const { run, savedAs } = session.getSnapshot();
    expect(run).toMatchObject({
      isWithoutSound: true,
      isReopened: true,
      status: 'done',
      modelName: 'digits',
    });
    expect(run?.counts).toEqual(before?.counts);
    expect(run?.table.paths).toHaveLength(3);
    expect(savedAs?.name).toBe('mine');
  });

  it('can be renamed, deleted, and put back', async () => {
    const { session, runs } = setUp();
    session.openRecord(makeRecord(), null);
    await runs.save('mine');
    const [saved] = runs.getSnapshot().runs ?? [];
    if (saved === undefined) throw new Error('nothing was saved');
    await runs.rename(saved, 'yours');
    expect(session.getSnapshot().savedAs?.name).toBe('yours');
    await runs.remove({ ...saved, name: 'yours' });
    expect(runs.getSnapshot().runs).toEqual([]);
    expect(session.getSnapshot().savedAs).toBeNull();
    await runs.putBack();
    expect(runs.getSnapshot()).toMatchObject({ runs: [{ id: saved.id, name: 'yours' }], removed: null });
    await runs.rename({ ...saved, id: 'another' }, 'x');
    expect(runs.getSnapshot().error).toMatchObject({ error: { code: 'run-gone' } });
  });

  it('say so where the browser keeps nothing', async () => {
    const refuse = async () => {
      throw new PhonoscopeError('storage-unavailable', 'nothing is kept');
    };
    const { session, runs } = setUp({ ...memoryStore(), list: refuse, put: refuse });
    await runs.list();
    expect(runs.getSnapshot()).toMatchObject({ runs: [], isUnavailable: true });
    session.openRecord(makeRecord(), null);
    await expect(runs.save('mine')).rejects.toMatchObject({ code: 'storage-unavailable' });
    expect(session.getSnapshot().savedAs).toBeNull();
  });

  it('tell of files that are none, and keep what is shown', async () => {
    const { session, runs } = setUp();
    session.openRecord(makeRecord(), null);
    const { run } = session.getSnapshot();
    await runs.openFile(new File(['a,b\n1,2\n'], 'broken.csv'));
    expect(session.getSnapshot().error).toMatchObject({
      subject: 'broken.csv',
      error: { code: 'csv-invalid' },
    });
    expect(session.getSnapshot().run).toBe(run);
    await runs.openFile(new File(['path,label,predicted\na,x,x\n,x,y\n'], 'theirs.csv'));
    expect(session.getSnapshot().run).toMatchObject({ dataName: 'theirs.csv', modelName: null, split: '' });
    expect(session.getSnapshot()).toMatchObject({
      notes: [{ kind: 'paths-missing', count: 1 }],
      error: null,
    });
  });
});

describe('sound', () => {
  const fileAt = (path: string) => ({ path, file: new Blob([path]) });

  it('is found in the folder, even one that begins further down, and makes it possible to run again', async () => {
    const { session, runs } = setUp();
    const predictions = ['data/yes/a.wav', 'data/yes/b.wav'].map((path) => ({ path, label: 'yes' }));
    const csv = ['path,label,predicted', ...predictions.map(({ path }) => `${path},yes,no`)].join('\n');
    await runs.openFile(new File([csv], 'theirs.csv'));
    const folder = { name: 'words', files: [fileAt('yes/a.wav')], lists: {} };
    await session.giveSound('words', async () => folder);
    expect(session.getSnapshot().run?.isWithoutSound).toBe(false);
    expect(session.fileOf('data/yes/a.wav')).toBe(folder.files[0]?.file);
    expect(session.fileOf('data/yes/b.wav')).toBeNull();
  });

  it('of another folder is refused', async () => {
    const { session } = setUp();
    session.openRecord(makeRecord(), null);
    await session.giveSound('other', async () => ({ name: 'other', files: [fileAt('no/x.wav')], lists: {} }));
    expect(session.getSnapshot().error).toMatchObject({ error: { code: 'folder-other-run' } });
    expect(session.getSnapshot().run?.isWithoutSound).toBe(true);
  });
});
