import { expect, it } from 'vitest';
import { clipsWithSound, recordOfOther } from '../../../../src/ui/evaluate/compare/evaluate-with.ts';
import { emptyMeasures } from '../../../../src/core/evaluation/table-builder.ts';
import { makeRecord } from '../../evaluation/runs/make-record.ts';
import { testMetadata } from '../../workers/test-metadata.ts';

it('another model’s run has the clips of the first with their labels, and its own scores', () => {
  const record = makeRecord();
  const hasFile = (path: string) => (path === '<b>/c.wav' ? null : new Blob([path]));
  const clips = clipsWithSound(record.table, hasFile);
  expect(clips.map(({ path, label }) => [path, label])).toEqual([
    ['__proto__/a.wav', '__proto__'],
    ['yes/b.wav', 'yes'],
    ['yes/\u{1F600}.wav', 'yes'],
  ]);
  const metadata = testMetadata();
  const numLabels = metadata.labels.length;
  const scores = new Float32Array(2 * numLabels);
  scores[0] = 1;
  scores[numLabels + 1] = 1;
  const heard = { clips: Int32Array.of(2, 0), scores, measures: emptyMeasures(2) };
  const other = recordOfOther(
    record,
    clips,
    {
      heard,
      embeddings: null,
      unreadable: [
        {
          path: 'yes/b.wav',
          reason: 'It is empty.',
          error: { code: 'audio-empty-file', message: '', details: {} },
        },
      ],
      seconds: 1,
      backend: { name: 'cpu', reason: 'chosen', adapter: null },
      metadata,
      modelName: 'digits',
    },
    7,
  );
  expect(other).toMatchObject({ dataName: 'words', split: 'test', backend: 'cpu', endedMs: 7, edits: [] });
  expect(other.table.paths).toEqual(['__proto__/a.wav', 'yes/\u{1F600}.wav']);
  expect(Array.from(other.table.predicted, (label) => other.table.labels[label])).toEqual([
    metadata.labels[1],
    metadata.labels[0],
  ]);
  expect(other.unreadable).toEqual([
    { path: 'yes/b.wav', reason: 'It is empty.', error: { code: 'audio-empty-file', details: {} } },
  ]);
});
