import { describe, expect, it } from 'vitest';
import { TakeRecorder } from '../../../../src/ui/train/teach/take-recorder.ts';
import type { Recording } from '../../../../src/workers/protocol.ts';
import { rateHz, sound } from '../../live/make-sound.ts';

const pause = { sec: 0.9, noise: 0.001 };
const word = { sec: 0.4, tone: 0.2, noise: 0.001 };
const blockSamples = 512;

/** Pushes a sound in blocks; `waitsUntilSec` stands for the countdown. */
function record(samples: Float32Array, waitsUntilSec = 0) {
  const takes: Recording[] = [];
  let atSec = 0;
  const recorder = new TakeRecorder(
    () => atSec < waitsUntilSec,
    (take) => void takes.push(take),
    () => undefined,
  );
  recorder.start(rateHz);
  for (let start = 0; start < samples.length; start += blockSamples) {
    atSec = start / rateHz;
    recorder.push(samples.slice(start, start + blockSamples));
  }
  return takes;
}

describe('TakeRecorder', () => {
  it('makes a take of each word', () => {
    const takes = record(sound([pause, word, pause, word, pause, word, pause]));
    expect(takes).toHaveLength(3);
    for (const { samples, sampleRateHz } of takes) {
      expect(sampleRateHz).toBe(rateHz);
      expect(Math.max(...samples)).toBeGreaterThan(0.19);
      expect(samples.length / rateHz).toBeGreaterThan(0.8);
      expect(samples.length / rateHz).toBeLessThan(1.6);
    }
  });

  it('hears nothing before the countdown is over', () => {
    expect(record(sound([pause, word, pause, word, pause]), 1.5)).toHaveLength(1);
  });

  it('takes nothing from a silent room, however long', () => {
    expect(record(sound([{ sec: 20, noise: 0.001 }]))).toHaveLength(0);
  });

  it('cuts off speech that does not end', () => {
    const takes = record(sound([pause, { sec: 6, tone: 0.2 }]));
    expect(takes.length).toBeGreaterThan(0);
    expect((takes[0]?.samples.length ?? 0) / rateHz).toBeLessThan(4.6);
  });
});
