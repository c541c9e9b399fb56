import { describe, expect, it } from 'vitest';
import { parseFrontEnd } from '../../../../src/core/features/front-end.ts';
import {
  planWindows,
  planWords,
  prepareWindow,
  toHeardWords,
  toSoundScores,
} from '../../../../src/core/language/decoder/speech-windows.ts';

const half = parseFrontEnd({ clipSamples: 8000, place: 'energy' });
const second = parseFrontEnd({ clipSamples: 16_000, place: 'energy' });
const ramp = Float32Array.from({ length: 16_000 }, (_, i) => (i + 1) / 16_000);

describe('sliding windows', () => {
  it('are centred every 40 ms, as long as the model hears, but no longer than a word', () => {
    const { windows } = planWindows(ramp, half, 'frames');
    expect(windows).toHaveLength(25);
    expect(windows[0]).toEqual({ start: 320 - 4000, end: 320 + 4000 });
    expect(windows[1]?.start).toBe(320 - 4000 + 640);
    const [first] = planWindows(ramp, second, 'frames').windows;
    expect((first?.end ?? 0) - (first?.start ?? 0)).toBe(11_200);
  });

  it('hold zeros where the recording does not reach, and zeros around a word for models that hear more', () => {
    const { windows } = planWindows(ramp, half, 'frames');
    const heard = prepareWindow(ramp, windows[0] ?? { start: 0, end: 0 }, half);
    expect(heard).toHaveLength(8000);
    expect(heard[3679]).toBe(0);
    expect(heard[3680]).toBeCloseTo(1 / 16_000, 9);
    const inOneSecond = prepareWindow(ramp, { start: 4000, end: 12_000 }, second);
    expect(inOneSecond).toHaveLength(16_000);
    expect(inOneSecond[3999]).toBe(0);
    expect(inOneSecond[4000]).toBeCloseTo(4001 / 16_000, 6);
  });

  it('give one row of scores each, at their middles', () => {
    const plan = planWindows(ramp, half, 'frames');
    const scores = toSoundScores(plan, new Float32Array(25 * 2).fill(0.5), 2);
    expect(scores).toMatchObject({ kind: 'frames', timing: { hopSec: 0.04, firstSec: 0.02 } });
    expect(scores.kind === 'frames' && scores.rows).toHaveLength(25);
  });

  it('are one even of a recording shorter than a hop', () => {
    expect(planWindows(new Float32Array(10), half, 'frames').windows).toHaveLength(1);
  });
});

describe('segments', () => {
  const word = Float32Array.from({ length: 32_000 }, (_, i) =>
    i >= 8000 && i < 14_400 ? 0.3 * Math.sin(i / 8) : 0,
  );
  const plan = planWindows(word, second, 'segments');

  it('are heard as they are, with more around them and with less', () => {
    const [whole, wider, closer] = plan.windows;
    const [segment] = plan.segments;
    expect(plan.windows).toHaveLength(3);
    expect(whole).toEqual({ start: segment?.start, end: segment?.end });
    expect(wider).toEqual({ start: (whole?.start ?? 0) - 1440, end: (whole?.end ?? 0) + 1440 });
    expect(closer).toEqual({ start: (whole?.start ?? 0) + 1440, end: (whole?.end ?? 0) - 1440 });
  });

  it('carry their times and the mean of their scores', () => {
    const sound = toSoundScores(plan, Float32Array.of(0.25, 0.75, 0.5, 0.5, 0.75, 0.25), 2);
    expect(sound).toMatchObject({ kind: 'segments', segments: [{ from: 0, to: 1 }] });
    const [segment] = sound.kind === 'segments' ? sound.segments : [];
    expect(segment?.startSec).toBeCloseTo(0.37, 2);
    expect(segment?.endSec).toBeCloseTo(1.03, 2);
    expect(segment?.scores[0]).toBeCloseTo(0.5, 6);
    expect(segment?.scores[1]).toBeCloseTo(0.5, 6);
  });
});

describe('words', () => {
  const spans = [
    { startSec: 0.5, endSec: 1 },
    { startSec: 1, endSec: 1.12 },
  ];

  it('are heard three times each, never less than 0.1 s', () => {
    const { windows } = planWords(spans, 16_000);
    expect(windows.slice(0, 3)).toEqual([
      { start: 8000, end: 16_000 },
      { start: 7200, end: 16_800 },
      { start: 8800, end: 15_200 },
    ]);
    expect(windows[5]).toEqual({ start: 16_800, end: 18_400 });
  });

  it('have the mean of their scores', () => {
    const scores = Float32Array.of(0, 1, 0.5, 0.5, 1, 0, 1, 0, 1, 0, 1, 0);
    const words = toHeardWords(planWords(spans, 16_000), scores, 2);
    expect(words.map(({ startSec, endSec }) => ({ startSec, endSec }))).toEqual(spans);
    expect(words[0]?.scores[0]).toBeCloseTo(0.5, 6);
    expect(words[1]?.scores[0]).toBeCloseTo(1, 6);
  });
});
