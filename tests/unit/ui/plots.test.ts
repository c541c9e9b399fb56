import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { droppedZip, dropTarget } from '../../../src/ui/shared/drop-target.ts';
import { createFormat } from '../../../src/ui/shared/format.ts';
import { roundTicks } from '../../../src/ui/shared/time-range.ts';
import { waveformEnvelope } from '../../../src/ui/shared/waveform-envelope.ts';

describe('roundTicks', () => {
  it('gives round numbers inside the range, at most as many as asked for', () => {
    expect(roundTicks(0, 1, 6)).toEqual({
      values: [0, 0.2, 0.4, 0.6, 0.8, 1].map((v) => expect.closeTo(v)),
      digits: 1,
    });
    expect(roundTicks(0, 60, 7).values).toEqual([0, 10, 20, 30, 40, 50, 60]);
  });

  it('stays within any range', () => {
    const range = fc.tuple(
      fc.double({ min: -10, max: 10, noNaN: true }),
      fc.double({ min: 0.001, max: 4000, noNaN: true }),
    );
    fc.assert(
      fc.property(range, fc.integer({ min: 1, max: 20 }), ([from, span], maxTicks) => {
        const { values } = roundTicks(from, from + span, maxTicks);
        expect(values.length).toBeLessThanOrEqual(maxTicks + 1);
        const slack = span * 1e-6;
        for (const value of values) expect(value >= from - slack && value <= from + span + slack).toBe(true);
      }),
    );
  });

  it('survives a range that is none', () => {
    expect(roundTicks(1, 1, 5).values).toEqual([1]);
    expect(roundTicks(0, Number.NaN, 5).values).toEqual([0]);
  });
});

describe('waveformEnvelope', () => {
  it('holds the lowest and highest sample of each column', () => {
    const { lowest, highest } = waveformEnvelope(Float32Array.of(-1, 0.5, 0.25, 0.75), 2);
    expect([...lowest]).toEqual([-1, 0.25]);
    expect([...highest]).toEqual([0.5, 0.75]);
  });

  it('shows every sample of a clip shorter than the picture', () => {
    const { highest } = waveformEnvelope(Float32Array.of(0.5, -0.5), 4);
    expect([...highest]).toEqual([0.5, 0.5, -0.5, -0.5]);
  });
});

describe('dropTarget', () => {
  const at = (...paths: string[]) => paths.map((path) => ({ path, file: new File([], path) }));

  it('sends one loose file to Classify and everything else to Evaluate, or to Train while that is shown', () => {
    expect(dropTarget(at('seven.wav'), 'train')).toBe('classify');
    expect(dropTarget(at('seven/a.wav'), 'classify')).toBe('evaluate');
    expect(dropTarget(at('a.wav', 'b.wav'), 'models')).toBe('evaluate');
    expect(dropTarget([], 'classify')).toBe('evaluate');
    expect(dropTarget(at('seven.wav'), 'sequence')).toBe('sequence');
    expect(dropTarget(at('seven/a.wav'), 'sequence')).toBe('sequence');
    expect(dropTarget(at('seven/a.wav'), 'train')).toBe('train');
    expect(dropTarget(at('text.txt'), 'train')).toBe('sequence');
    expect(dropTarget(at('a.TXT', 'm.arpa'), 'classify')).toBe('sequence');
    expect(dropTarget(at('letters/a.txt'), 'evaluate')).toBe('evaluate');
    expect(dropTarget(at('predictions.CSV'), 'sequence')).toBe('evaluate');
    expect(dropTarget(at('mine.phonoscope-run.json'), 'classify')).toBe('evaluate');
    expect(dropTarget(at('mine.json'), 'evaluate')).toBe('evaluate');
    expect(dropTarget(at('hmm.json'), 'classify')).toBe('sequence');
    expect(dropTarget(at('a/seven.wav', 'a/read-me.txt'), 'classify')).toBe('evaluate');
    expect(droppedZip(at('my.ZIP'))?.name).toBe('my.ZIP');
    expect(droppedZip(at('seven.wav'))).toBeNull();
  });
});

describe('createFormat', () => {
  it('writes a true minus, no minus zero, and a unit that cannot be torn off', () => {
    const format = createFormat('en');
    expect(format.db(-9.66)).toBe('−9.7\u00A0dB');
    expect(format.plain(-0.001, 2)).toBe('0.00');
    expect([0.337, 4.84, 137.2].map((value) => format.ms(value))).toEqual([
      '0.34\u00A0ms',
      '4.8\u00A0ms',
      '137\u00A0ms',
    ]);
  });
});
