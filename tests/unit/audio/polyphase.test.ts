import { afterEach, describe, expect, it, vi } from 'vitest';
import { createRandom } from '../../../src/core/training/random.ts';

const kernelFile = '../../../src/core/kernel/vector-kernel.ts';

/** Resamples as browsers do whose WebAssembly has no vectors. */
async function resampleInScript(samples: Float32Array, fromHz: number, toHz: number): Promise<Float32Array> {
  vi.resetModules();
  vi.doMock(kernelFile, async (importOriginal) => ({
    ...(await importOriginal<object>()),
    vectorKernel: () => null,
  }));
  const { resample } = await import('../../../src/core/audio/resample.ts');
  return resample(samples, fromHz, toHz);
}

async function resampleInKernel(samples: Float32Array, fromHz: number, toHz: number): Promise<Float32Array> {
  vi.doUnmock(kernelFile);
  vi.resetModules();
  const { vectorKernel } = await import(kernelFile);
  expect(vectorKernel()).not.toBeNull();
  const { resample } = await import('../../../src/core/audio/resample.ts');
  return resample(samples, fromHz, toHz);
}

afterEach(() => {
  vi.doUnmock(kernelFile);
  vi.resetModules();
});

describe('polyphase filter', () => {
  it.each([
    [8000, 16_000],
    [16_000, 8000],
    [48_000, 16_000],
    [44_100, 16_000],
    [11_025, 16_000],
    [8000, 192_000],
  ])('does the same with and without vectors: %i → %i Hz', async (fromHz, toHz) => {
    const random = createRandom(fromHz);
    // Longer than a stretch, and no whole number of periods or of groups of four.
    for (const length of [70_001, 2, 641]) {
      const samples = Float32Array.from({ length }, () => random.uniform(-1, 1));
      const vectors = await resampleInKernel(samples, fromHz, toHz);
      const script = await resampleInScript(samples, fromHz, toHz);
      expect(vectors).toHaveLength(Math.ceil((length * toHz) / fromHz));
      expect(vectors).toHaveLength(script.length);
      let largest = 0;
      for (const [i, value] of vectors.entries()) largest = Math.max(largest, Math.abs(value - script[i]!));
      expect(largest).toBeLessThan(2e-7);
    }
  });
});
