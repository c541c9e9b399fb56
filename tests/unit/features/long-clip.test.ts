import { afterEach, describe, expect, it, vi } from 'vitest';
import { createFeatureExtractor } from '../../../src/core/features/extract-features.ts';
import { createFeatureStream } from '../../../src/core/features/feature-stream.ts';
import { parseFrontEnd } from '../../../src/core/features/front-end.ts';
import type { Engine } from '../../../src/core/features/spectrum.ts';

const numSamples = 600 * 16_000;
/** Few frames, so that the slower engine too has done in a second. */
const hopSamples = 1000;
const frontEnd = parseFrontEnd({ hopSamples });
const numFrames = 1 + numSamples / hopSamples;
/** A frame's 40 values in float64, and once more as the result in float32. */
const bytesPerFrame = 40 * (8 + 4);
/** What a frame may cost beside them: Meyda copies it twice. */
const extraBytes = { batch: 1, meyda: 1100 };
const tenMinutes = Float32Array.from(
  { length: numSamples },
  (_, i) => ((i * 7919) % 2003) / 2003 - 0.5 + (i % 100_000) / 200_000,
);

/** Counts what is allocated by `new`; the arrays are the real ones. */
function countBytes(): () => number {
  let numBytes = 0;
  for (const [name, constructor] of Object.entries({ Float64Array, Float32Array })) {
    vi.stubGlobal(
      name,
      new Proxy(constructor, {
        construct(target, args) {
          const array = Reflect.construct(target, args);
          numBytes += array.byteLength;
          return array;
        },
      }),
    );
  }
  return () => numBytes;
}

afterEach(() => vi.unstubAllGlobals());

describe.each<Engine>(['meyda', 'batch'])('ten minutes with the %s engine', (engine) => {
  it('are the same as a whole and as a stream, which holds no more than it needs', () => {
    const extract = createFeatureExtractor(frontEnd, null, engine);
    const stream = createFeatureStream(frontEnd, null, engine);
    let numBytes = countBytes();
    const whole = extract(tenMinutes);
    expect(numBytes()).toBeGreaterThanOrEqual(numFrames * bytesPerFrame);
    expect(numBytes()).toBeLessThan(numFrames * (bytesPerFrame + extraBytes[engine]));
    expect(whole).toMatchObject({ numFrames, numBands: 40 });
    expect(whole.values.every(Number.isFinite)).toBe(true);

    numBytes = countBytes();
    let frame = 0;
    let largest = 0;
    let isSame = true;
    const take = ({ values, numFrames: numNew }: ReturnType<typeof extract>) => {
      const at = frame * 40;
      for (let i = 0; i < values.length; i++) isSame &&= Object.is(values[i], whole.values[at + i]);
      frame += numNew;
    };
    for (let at = 0; at < numSamples; at += 8000) {
      const before = numBytes();
      take(stream.push(tenMinutes.subarray(at, at + 8000)));
      largest = Math.max(largest, numBytes() - before);
    }
    take(stream.finish());
    expect(largest).toBeLessThan(100_000);
    expect(isSame).toBe(true);
    expect(frame).toBe(numFrames);
  });
});
