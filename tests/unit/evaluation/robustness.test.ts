import { describe, expect, it } from 'vitest';
import { allConditions, conditionGroups } from '../../../src/core/augmentation/conditions/condition.ts';
import { htmlReport } from '../../../src/core/evaluation/html-report.ts';
import { conditionAccuracies, resultsOfGroup } from '../../../src/core/evaluation/robustness.ts';
import { runToJson } from '../../../src/core/evaluation/run-json.ts';
import type { RunRecord } from '../../../src/core/evaluation/run-record.ts';
import { wilsonInterval } from '../../../src/core/evaluation/wilson-interval.ts';
import { makeRecord } from './runs/make-record.ts';

const countsOf = (record: RunRecord) =>
  conditionAccuracies(record).map(({ numClips, accuracy }) => [Math.round(accuracy * numClips), numClips]);

describe('accuracies under conditions', () => {
  it('count what was heard, the clips of any condition as they are first', () => {
    const record = makeRecord({ edits: [] });
    expect(conditionAccuracies(record).map(({ condition }) => condition?.kind)).toEqual([
      undefined,
      'noise',
      'shift',
      'band',
    ]);
    expect(countsOf(record)).toEqual([
      [2, 4],
      [2, 3],
      [1, 2],
      [0, 1],
    ]);
    expect(conditionAccuracies(record)[1]?.interval).toEqual(wilsonInterval(2, 3));
  });

  it('go by what a person changed: a new label is nothing that the model could say', () => {
    expect(countsOf(makeRecord())).toEqual([
      [2, 3],
      [1, 3],
      [1, 1],
      [0, 1],
    ]);
    const all = makeRecord().table.paths.map((path) => ({ kind: 'exclude' as const, path }));
    expect(conditionAccuracies(makeRecord({ edits: all }))[1]).toMatchObject({
      numClips: 0,
      accuracy: 0,
      interval: [0, 1],
    });
  });

  it('are none where nothing was measured', () => {
    const { robustness, ...record } = makeRecord();
    expect(robustness).toHaveLength(3);
    expect(conditionAccuracies(record)).toEqual([]);
    expect(JSON.parse(runToJson(record).join(''))).not.toHaveProperty('robustness');
    expect(htmlReport(record)).not.toContain('Robustness');
  });

  it('stand on the axis of their group', () => {
    const accuracies = conditionAccuracies(makeRecord());
    const [noise, shift] = conditionGroups.map((group) => resultsOfGroup(group, accuracies));
    expect(noise?.map(({ x, numClips }) => [x, numClips])).toEqual([
      [-5, 3],
      [30, 3],
    ]);
    expect(shift?.map(({ x }) => x)).toEqual([0, 0.1]);
  });
});

describe('a run with all conditions', () => {
  const { table } = makeRecord();
  const robustness = allConditions.map((condition) => ({
    condition,
    rows: Int32Array.from(table.paths.keys()),
    predicted: table.predicted,
  }));
  const record = makeRecord({ robustness });

  it('has them in its JSON', () => {
    const { robustness: written } = Object(JSON.parse(runToJson(record).join('')));
    expect(written).toEqual(conditionAccuracies(record));
    expect(written).toHaveLength(allConditions.length + 1);
  });

  it('has curves and numbers in its report', () => {
    const text = htmlReport(record);
    const section = text.slice(text.indexOf('<section id="robustness">'));
    const part = section.slice(0, section.indexOf('</section>'));
    expect(part.match(/<h3>[^<]*/g)).toEqual(
      ['Noise', 'Shifts', 'Speed', 'Narrow bands', 'Rooms', 'Levels'].map((title) => `<h3>${title}`),
    );
    expect(part.split('<svg ')).toHaveLength(6);
    expect(part).toContain('noise at −5 dB</th><td>66.7 %</td>');
    expect(part).toContain('>as is</text>');
    expect(part).not.toMatch(/NaN|undefined|Infinity/);
    expect(htmlReport(record, { language: 'zh' })).toContain('<h2>稳健性</h2>');
  });
});
