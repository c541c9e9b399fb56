import { describe, expect, it } from 'vitest';
import { figuresOf } from '../../../src/core/evaluation/run-figures.ts';
import { createEvaluationHandlers } from '../../../src/workers/evaluation-handlers.ts';
import type { EvaluationApi } from '../../../src/workers/evaluation-protocol.ts';
import { RunAnalysis } from '../../../src/workers/run-analysis.ts';
import { makeLargeRecord } from '../evaluation/runs/make-large-record.ts';
import { makeRecord } from '../evaluation/runs/make-record.ts';
import { FakeWorker } from './fake-worker.ts';

function setUp() {
  const workers: FakeWorker<EvaluationApi>[] = [];
  const calls: string[] = [];
  const analysis = new RunAnalysis(() => {
    const handlers = createEvaluationHandlers();
    const worker = new FakeWorker<EvaluationApi>({
      ...handlers,
      openRun: (argument, context) => {
        calls.push('openRun');
        return handlers.openRun(argument, context);
      },
    });
    workers.push(worker);
    return worker;
  });
  return { analysis, workers, calls };
}

const record = makeRecord();
const asked = { record, edits: record.edits };

describe('RunAnalysis', () => {
  it('sends a run once, and edits with each question', async () => {
    const { analysis, calls } = setUp();
    const { table: _, ...edited } = figuresOf(record);
    expect(await analysis.summarise(asked)).toEqual(edited);
    const { table: __, ...plain } = figuresOf({ ...record, edits: [] });
    expect(await analysis.summarise({ record, edits: [] })).toEqual(plain);
    expect(plain.report.macroAverage.support).toBe(4);
    expect(edited.report.macroAverage.support).toBe(3);
    expect(calls).toEqual(['openRun']);
  });

  it('sends it again after a crash, and when many others came between', async () => {
    const { analysis, workers, calls } = setUp();
    await analysis.summarise(asked);
    workers[0]?.crash('error');
    await analysis.summarise(asked);
    expect(calls).toHaveLength(2);
    for (let i = 0; i < 3; i++) await analysis.summarise({ record: makeRecord(), edits: [] });
    expect((await analysis.summarise(asked)).report.macroAverage.support).toBe(3);
    expect(calls).toHaveLength(6);
  });

  it('can be stopped', async () => {
    const { analysis } = setUp();
    const signal = AbortSignal.abort();
    await expect(analysis.summarise(asked, { signal })).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('answers about a run', () => {
  const large = { record: makeLargeRecord({ numClips: 400, labels: ['a', 'b', 'c'] }), edits: [] };

  it('calibrate on one half and show the other', async () => {
    const { scaled } = await setUp().analysis.calibration(large);
    expect((scaled?.numFit ?? 0) + (scaled?.numShown ?? 0)).toBe(400);
    const countOf = (bins: readonly { readonly count: number }[]) =>
      bins.reduce((sum, { count }) => sum + count, 0);
    expect(countOf(scaled?.before.bins ?? [])).toBe(scaled?.numShown);
    expect(countOf(scaled?.after.bins ?? [])).toBe(scaled?.numShown);
  });

  it('thin curves to what a screen can show', async () => {
    const { oneVsRest, rejection } = await setUp().analysis.curves(large);
    expect(oneVsRest.labels).toHaveLength(3);
    for (const { roc } of oneVsRest.labels) expect(roc?.x.length).toBeLessThanOrEqual(300);
    expect(rejection?.curve.x.length).toBeLessThanOrEqual(300);
  });

  it('leave out columns that tell nothing', async () => {
    const values = (of: (i: number) => string | null) => Array.from({ length: 4 }, (_, i) => of(i));
    const { table } = record;
    const columns = [
      { name: 'speaker', kind: 'text' as const, values: values((i) => `speaker ${i % 2}`) },
      { name: 'room', kind: 'text' as const, values: values(() => 'hall') },
      { name: 'hash', kind: 'text' as const, values: values((i) => `hash ${i}`) },
    ];
    const run = { record: makeRecord({ table: { ...table, columns } }), edits: [] };
    expect((await setUp().analysis.slices(run)).map(({ name }) => name)).toEqual(['speaker']);
  });

  it('export as files', async () => {
    const { analysis } = setUp();
    const textOf = async (kind: 'json' | 'csv' | 'html' | 'run') =>
      (await analysis.exportRun(asked, kind)).text();
    expect(JSON.parse(await textOf('json'))).toMatchObject({ numClips: 3, edits: record.edits });
    expect(await textOf('csv')).toMatch(/^path,label,predicted,score,/);
    expect(await textOf('html')).toMatch(/^<!doctype html>/);
    expect(JSON.parse(await textOf('run'))).toMatchObject({ name: 'words' });
  });
});
