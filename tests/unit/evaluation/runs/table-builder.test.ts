import { describe, expect, it } from 'vitest';
import { speakerClusters } from '../../../../src/core/evaluation/speaker-clusters.ts';
import { emptyMeasures, TableBuilder } from '../../../../src/core/evaluation/table-builder.ts';

const planned = [
  { path: 'a.wav', label: 'no' },
  { path: 'b.wav', label: 'yes' },
  { path: 'c.wav', label: '__proto__' },
  { path: 'd.wav', label: 'yes' },
];
const labels = ['yes', 'no', '__proto__'];

function measuresOf(...durations: number[]) {
  return { ...emptyMeasures(durations.length), durationSec: Float32Array.from(durations) };
}

/** Clips 3 and 2 come first, then clip 0; clip 1 cannot be read. */
function build() {
  const builder = new TableBuilder(labels, 2, planned);
  builder.add({
    clips: Int32Array.of(3, 2),
    scores: Float32Array.of(0.75, 0.25, 0.5, 0.5),
    measures: measuresOf(3, 2),
  });
  const early = builder.table;
  builder.add({
    clips: Int32Array.of(0),
    scores: Float32Array.of(0.25, 0.75),
    measures: { ...measuresOf(0.5), hashes: ['0a'] },
  });
  return { builder, early };
}

describe('TableBuilder', () => {
  it('shows what has come so far, in its order, and later clips do not change it', () => {
    const { early } = build();
    expect(early).toMatchObject({ labels, numScores: 2, paths: ['d.wav', 'c.wav'], columns: [] });
    expect([...early.actual]).toEqual([0, 2]);
    // Of equal scores the first.
    expect([...early.predicted]).toEqual([0, 0]);
    expect([...early.scores]).toEqual([0.75, 0.25, 0.5, 0.5]);
  });

  it('ends in the order that was planned, without what could not be read', () => {
    const table = build().builder.finish([
      { name: 'speaker', kind: 'text', values: ['anna', 'ben', null, 'carl'] },
    ]);
    expect(table.paths).toEqual(['a.wav', 'c.wav', 'd.wav']);
    expect([...table.actual]).toEqual([1, 2, 0]);
    expect([...table.predicted]).toEqual([1, 0, 0]);
    expect([...table.scores]).toEqual([0.25, 0.75, 0.5, 0.5, 0.75, 0.25]);
    const columns = new Map(table.columns.map(({ name, values }) => [name, Array.from<unknown>(values)]));
    expect(columns.get('speaker')).toEqual(['anna', null, 'carl']);
    expect(columns.get('durationSec')).toEqual([0.5, 2, 3]);
    expect(columns.get('hash')).toEqual(['0a', null, null]);
  });

  it('leaves a name to the column that somebody has given', () => {
    const { columns } = build().builder.finish([
      { name: 'durationSec', kind: 'text', values: ['short', 'long', 'long', 'long'] },
    ]);
    expect(columns.filter(({ name }) => name === 'durationSec')).toEqual([
      { name: 'durationSec', kind: 'text', values: ['short', 'long', 'long'] },
    ]);
  });

  it('refuses a clip that was not planned', () => {
    const { builder } = build();
    const clip = { clips: Int32Array.of(4), scores: new Float32Array(2), measures: emptyMeasures(1) };
    expect(() => builder.add(clip)).toThrow(RangeError);
  });
});

describe('speakerClusters', () => {
  const clustersOf = (...values: (string | null)[]) => {
    const clusters = speakerClusters({ columns: [{ name: 'speaker', kind: 'text', values }] });
    return clusters && Array.from(clusters);
  };

  it('numbers the speakers; clips of nobody known stand alone', () => {
    expect(clustersOf('anna', 'ben', null, 'anna')).toEqual([0, 1, -1, 0]);
  });

  it('needs two speakers', () => {
    expect(clustersOf('anna', null, 'anna')).toBeNull();
    expect(speakerClusters({ columns: [] })).toBeNull();
  });
});
