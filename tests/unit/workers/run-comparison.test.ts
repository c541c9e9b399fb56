import { describe, expect, it } from 'vitest';
import { encodeRunFile } from '../../../src/core/evaluation/run-file.ts';
import { createEvaluationHandlers } from '../../../src/workers/evaluation-handlers.ts';
import type { EvaluationApi } from '../../../src/workers/evaluation-protocol.ts';
import { RunAnalysis } from '../../../src/workers/run-analysis.ts';
import { makeRecord } from '../evaluation/runs/make-record.ts';
import { FakeWorker } from './fake-worker.ts';

const startAnalysis = () => new RunAnalysis(() => new FakeWorker<EvaluationApi>(createEvaluationHandlers()));

describe('compare', () => {
  it('takes the edits of both runs, which may be the same clips with other labels', async () => {
    const analysis = startAnalysis();
    const [record, other] = [makeRecord(), makeRecord({ model: 'other' })];
    const same = await analysis.compare({ record, edits: [] }, { record: other, edits: [] });
    expect(same.clips).toMatchObject({ numOnlyA: 0, numOnlyB: 0, numRelabelled: 0 });
    expect(same.clips.actual).toHaveLength(4);
    const edited = await analysis.compare({ record, edits: record.edits }, { record: other, edits: [] });
    expect(edited.clips).toMatchObject({ numOnlyA: 0, numOnlyB: 1, numRelabelled: 1 });
    expect(edited.clips.actual).toHaveLength(2);
    analysis.dispose();
  });

  it('sends a run again that the worker has forgotten', async () => {
    const analysis = startAnalysis();
    const records = Array.from({ length: 6 }, (_, i) => makeRecord({ model: `model ${i}` }));
    const [first = makeRecord(), ...others] = records;
    for (const record of [...others, ...others]) {
      const { clips } = await analysis.compare({ record: first, edits: [] }, { record, edits: [] });
      expect(clips.actual).toHaveLength(4);
    }
    analysis.dispose();
  });
});

describe('files', () => {
  it('are read, and written under a name', async () => {
    const analysis = startAnalysis();
    const record = makeRecord();
    const file = new File(encodeRunFile('mine', record), 'mine.phonoscope-run.json');
    const opened = await analysis.readRun(file);
    expect(opened).toEqual({ name: 'mine', record, notes: [] });
    const saved = await analysis.exportRun({ record, edits: record.edits }, 'run', { name: 'again' });
    expect(await saved.text()).toBe(encodeRunFile('again', record).join(''));
    analysis.dispose();
  });

  it('hold a comparison and speak another language where that is wanted', async () => {
    const analysis = startAnalysis();
    const [record, other] = [makeRecord(), makeRecord({ model: 'other' })];
    const run = { record, edits: [] };
    const alone = await (await analysis.exportRun(run, 'html')).text();
    expect(alone).not.toContain('<h2>Compared</h2>');
    const compared = { record: other, edits: [] };
    const report = await analysis.exportRun(run, 'html', { compared, language: 'zh' });
    expect(await report.text()).toContain('<h2>比较</h2>');
    const csv = await analysis.exportRun(run, 'csv', { compared });
    expect(await csv.text()).toBe(await (await analysis.exportRun(run, 'csv')).text());
    analysis.dispose();
  });

  it('that are no text in UTF-8 are refused', async () => {
    const analysis = startAnalysis();
    const reading = analysis.readRun(new File([Uint8Array.of(0xff, 0xfe, 0x61)], 'a.csv'));
    await expect(reading).rejects.toMatchObject({ code: 'text-encoding' });
    analysis.dispose();
  });
});
