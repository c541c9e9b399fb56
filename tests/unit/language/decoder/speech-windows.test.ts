import { describe, expect, it } from 'vitest';
import { parseFrontEnd } from '../../../../src/core/features/front-end.ts';
import {
  planWindows,
  prepareWindow,
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

it('segments carry their times and their own scores', () => {
  const word = Float32Array.from({ length: 32_000 }, (_, i) =>
    i >= 8000 && i < 14_400 ? 0.3 * Math.sin(i / 8) : 0,
  );
  const plan = planWindows(word, second, 'segments');
  const sound = toSoundScores(plan, Float32Array.of(0.25, 0.75), 2);
  expect(sound).toMatchObject({ kind: 'segments', segments: [{ from: 0, to: 1 }] });
  const [segment] = sound.kind === 'segments' ? sound.segments : [];
  expect(segment?.startSec).toBeCloseTo(0.37, 2);
  expect(segment?.endSec).toBeCloseTo(1.03, 2);
  expect([...(segment?.scores ?? [])]).toEqual([0.25, 0.75]);
});
