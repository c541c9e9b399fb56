import { describe, expect, it } from 'vitest';
import { parseManifest } from '../../src/core/dataset/manifest-table.ts';
import { finish } from '../../src/core/steps.ts';
import { draftLabelsInSteps, noDraftLabels } from '../../src/ui/evaluate/labels/draft-labels.ts';
import {
  firstFiles,
  mappingOf,
  needsLabels,
  openDraft,
  openTableInSteps,
  patternError,
  sourceOf,
} from '../../src/ui/evaluate/labels/label-draft.ts';
import { type Labelling, openFolder, planFolderInSteps } from '../../src/ui/shared/folder/folder-plan.ts';

const folderOf = (files: Record<string, string>) =>
  openFolder(
    Object.entries(files).map(([path, text]) => ({ path, file: new Blob([text]) })),
    'loose',
  );
const openData = async (files: Record<string, string>, labelling: Labelling | null = null) => {
  const folder = await folderOf(files);
  return { folder, plan: finish(planFolderInSteps(folder, null, labelling)), labelling };
};

describe('a folder', () => {
  it('with metadata.csv has its labels and columns', async () => {
    const text = '\uFEFFfile_name,label,speaker\r\na.wav,yes,anna\r\nb.wav,no,ben\r\n';
    const { plan } = await openData({ 'd/a.wav': '', 'd/b.wav': '', 'd/metadata.csv': text });
    expect(plan.clips.map(({ label }) => label)).toEqual(['yes', 'no']);
    expect(plan.columns).toEqual([{ name: 'speaker', kind: 'text', values: ['anna', 'ben'] }]);
    expect(plan.labelled.origin).toEqual({ kind: 'manifest', of: 'metadata.csv' });
  });

  it('with damaged metadata goes by its folders, and says so', async () => {
    const { folder, plan } = await openData({ 'd/yes/a.wav': '', 'd/no/b.wav': '', 'd/metadata.csv': '"a' });
    expect(plan.clips.map(({ label }) => label)).toEqual(['no', 'yes']);
    expect(folder.metadata?.unusable).toEqual([
      { path: 'metadata.csv', error: expect.objectContaining({ code: 'csv-invalid' }) },
    ]);
  });

  it('is refused where it has more labels than a matrix can show', async () => {
    const names = Array.from({ length: 2001 }, (_, i) => [`d/word ${i}/a.wav`, '']);
    await expect(openData(Object.fromEntries(names))).rejects.toMatchObject({
      code: 'labels-many',
      details: { labels: 2001, limit: 2000 },
    });
  });

  it('is labelled as a person said', async () => {
    const labelling: Labelling = {
      source: { kind: 'pattern', pattern: '{take}-{label}.wav' },
      mapping: [
        { from: 'Yes', to: 'yes' },
        { from: 'hm', to: '' },
      ],
    };
    const files = { 'd/1-Yes.wav': '', 'd/2-hm.wav': '', 'd/3.wav': '', 'd/4-no.wav': '' };
    const { plan } = await openData(files, labelling);
    expect(plan.clips.map(({ path, label }) => [path, label])).toEqual([
      ['1-Yes.wav', 'yes'],
      ['4-no.wav', 'no'],
    ]);
    expect(plan.columns).toEqual([{ name: 'take', kind: 'number', values: Float64Array.of(1, 4) }]);
    expect(plan.labelled.unlabelled.map(({ path }) => path)).toEqual(['3.wav']);
    expect(plan.mapping).toBe(labelling.mapping);
  });
});

describe('the dialog about labels', () => {
  it('opens where the model knows no label', async () => {
    const { plan } = await openData({ 'd/yes/1.wav': '', 'd/no/2.wav': '' });
    expect(needsLabels(plan, ['yes'])).toBe(false);
    expect(needsLabels(plan, ['Yes'])).toBe(true);
    expect(needsLabels((await openData({ 'd/yes.wav': '' })).plan, ['yes'])).toBe(true);
  });

  it('begins with a table where nothing else gives labels, and with what was applied', async () => {
    const files = { 'd/1.wav': '', 'd/2.wav': '', 'd/list.csv': 'path,word\n1.wav,yes\n' };
    const data = await openData(files);
    const draft = openDraft(data);
    expect(draft).toMatchObject({ kind: 'manifest', fileIndex: 0, manifest: null });
    expect(sourceOf(draft)).toBeNull();
    const table = parseManifest('list.csv', files['d/list.csv']);
    const source = { kind: 'manifest', table, pathColumn: 'path', labelColumn: 'word' } as const;
    const opened = finish(openTableInSteps(data.folder, table));
    expect(sourceOf({ ...draft, ...opened })).toEqual(source);
    const applied = openDraft(await openData(files, { source, mapping: [{ from: 'yes', to: 'no' }] }));
    expect(applied).toMatchObject({ kind: 'manifest', pathColumn: 'path', labelColumn: 'word' });
    expect([...applied.chosen]).toEqual([['yes', 'no']]);
  });

  it('does not suggest again what was declined', async () => {
    const labelling: Labelling = { source: { kind: 'folders' }, mapping: [] };
    const { chosen } = openDraft(await openData({ 'd/Yes/1.wav': '' }, labelling));
    const counts = [{ label: 'Yes', numClips: 1 }];
    const labels = { counts, suggested: [{ from: 'Yes', to: 'yes' }] };
    expect(mappingOf(labels, chosen)).toEqual([]);
    expect(mappingOf(labels, new Map())).toEqual([{ from: 'Yes', to: 'yes' }]);
    expect(mappingOf(labels, new Map([['Yes', '']]))).toEqual([{ from: 'Yes', to: '' }]);
  });

  it('shows labels that differ from the model’s first, those of most clips before others', async () => {
    const words = ['No', 'go', 'up', 'up', 'no', 'yes', 'stop', 'Stop'];
    const files = Object.fromEntries(words.map((word, i) => [`d/${word}/${i}.wav`, '']));
    const data = await openData(files);
    const source = { kind: 'folders' } as const;
    const found = finish(draftLabelsInSteps(data, source, ['no', 'yes']));
    const labelsOf = (counts: readonly { label: string }[]) => counts.map(({ label }) => label);
    expect(labelsOf(found.counts)).toEqual(['No', 'Stop', 'go', 'no', 'stop', 'up', 'yes']);
    expect(labelsOf(found.rows)).toEqual(['up', 'Stop', 'go', 'stop', 'No', 'no', 'yes']);
    expect(found.suggested).toEqual([{ from: 'No', to: 'no' }]);
    expect(found.variants.map(labelsOf)).toEqual([
      ['No', 'no'],
      ['Stop', 'stop'],
    ]);
    expect(found).toMatchObject({ source, labelled: data.plan.labelled });
  });

  it('has no labels without a source, and says what is wrong with one', async () => {
    const data = await openData({ 'd/yes/1.wav': '' });
    expect(finish(draftLabelsInSteps(data, null, ['yes']))).toEqual(noDraftLabels);
    const source = { kind: 'pattern', pattern: '{label' } as const;
    expect(patternError(source.pattern)).toMatchObject({ code: 'pattern-invalid' });
    expect([patternError(''), patternError('{label}.wav')]).toEqual([null, null]);
    expect(() => finish(draftLabelsInSteps(data, source, ['yes']))).toThrow(
      expect.objectContaining({ code: 'pattern-invalid' }),
    );
  });

  it('shows the first files, with and without labels', async () => {
    const { plan } = await openData({ 'd/7_anna_1.wav': '', 'd/nothing.wav': '', 'd/8_ben_1.wav': '' });
    expect(firstFiles(plan.labelled, 2)).toEqual([
      { path: '7_anna_1.wav', label: 'seven', fields: 'speaker anna' },
      { path: '8_ben_1.wav', label: 'eight', fields: 'speaker ben' },
    ]);
    expect(firstFiles(plan.labelled, 5).at(-1)).toEqual({ path: 'nothing.wav', label: null, fields: '' });
  });
});
