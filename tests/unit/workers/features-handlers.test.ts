import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { encodeWav } from '../../../src/core/audio/encode-wav.ts';
import type { Condition } from '../../../src/core/augmentation/conditions/condition.ts';
import { fingerprint } from '../../../src/core/features/fingerprint.ts';
import { parseFrontEnd } from '../../../src/core/features/front-end.ts';
import type { CallContext } from '../../../src/workers/expose-worker.ts';
import { createFeaturesHandlers } from '../../../src/workers/features-handlers.ts';

const frontEnd = parseFrontEnd({
  clipSamples: 16_000,
  normalise: 'dataset',
  level: { targetDbfs: -20, maxGainDb: 30 },
});
const normalisation = {
  mean: Array.from({ length: 40 }, () => -40),
  std: Array.from({ length: 40 }, () => 15),
};
const choice = { frontEnd, normalisation };

let clock = 0;
const handlers = createFeaturesHandlers(() => clock++);

function context(signal = new AbortController().signal): CallContext<never> & { moved: Transferable[] } {
  const moved: Transferable[] = [];
  return { signal, moved, progress: () => undefined, transfer: (...buffers) => moved.push(...buffers) };
}

function tone(numSamples: number, amplitude = 0.3, sampleRateHz = 16_000): Float32Array {
  return Float32Array.from(
    { length: numSamples },
    (_, i) => amplitude * Math.sin((2 * Math.PI * 440 * i) / sampleRateHz),
  );
}

const wav = (samples: Float32Array, rate = 16_000) => new Blob([Uint8Array.from(encodeWav(samples, rate))]);

describe('analyse', () => {
  it('describes a file, its window and its spectrogram', async () => {
    const clip = await handlers.analyse({ choice, source: wav(tone(4000, 0.3, 8000), 8000) }, context());
    expect(clip.facts).toMatchObject({
      sampleRateHz: 8000,
      numChannels: 1,
      durationSec: 0.5,
      isSilent: false,
      notes: [],
    });
    expect(clip.facts.rmsDbfs).toBeCloseTo(20 * Math.log10(0.3 / Math.SQRT2), 1);
    expect(clip.sampleRateHz).toBe(16_000);
    expect(clip.samples).toHaveLength(8000);
    expect(clip.window).toEqual({ startSec: -0.25, endSec: 0.75 });
    expect(clip.features).toMatchObject({ numFrames: 101, numBands: 40 });
    expect(clip.spectrogram).toMatchObject({ numFrames: 51, numBands: 40 });
    expect(clip.hopSec).toBe(0.01);
    expect(clip.fingerprint).toBe(fingerprint(frontEnd));
  });

  it('moves each buffer once', async () => {
    const calls = context();
    await handlers.analyse({ choice, source: { samples: tone(16_000), sampleRateHz: 16_000 } }, calls);
    expect(calls.moved).toHaveLength(4);
    expect(new Set(calls.moved).size).toBe(4);
  });

  it('uses the preset without a model', async () => {
    const clip = await handlers.analyse({ choice: null, source: wav(tone(1600)) }, context());
    expect(clip.features.numFrames).toBe(11);
    expect(Array.from(clip.features.values)).toEqual(Array.from(clip.spectrogram.values));
  });

  it('draws a long clip with fewer frames', async () => {
    const clip = await handlers.analyse({ choice, source: wav(tone(16_000 * 40)) }, context());
    expect(clip.spectrogram.numFrames).toBeLessThanOrEqual(3001);
    expect(clip.hopSec * (clip.spectrogram.numFrames - 1)).toBeCloseTo(40, 1);
  });

  it('says what is wrong with the source', async () => {
    const refuse = (source: Blob | { samples: Float32Array; sampleRateHz: number }) =>
      handlers.analyse({ choice, source }, context());
    await expect(refuse(new Blob([]))).rejects.toMatchObject({ code: 'audio-empty-file' });
    await expect(refuse(new Blob(['hello, this is no sound']))).rejects.toMatchObject({
      code: 'audio-not-wav',
    });
    await expect(refuse({ samples: new Float32Array(0), sampleRateHz: 48_000 })).rejects.toMatchObject({
      code: 'audio-no-samples',
    });
  });
});

describe('extract', () => {
  it('gives the features that analyse gives, and knows digital silence', async () => {
    const source = { samples: tone(12_000), sampleRateHz: 16_000 };
    const clip = await handlers.analyse({ choice, source }, context());
    const alone = await handlers.extract({ choice, source }, context());
    expect(alone.features).toEqual(clip.features);
    expect(alone.isSilent).toBe(false);
    const silent = await handlers.extract(
      { choice, source: { samples: new Float32Array(16_000), sampleRateHz: 16_000 } },
      context(),
    );
    expect(silent.isSilent).toBe(true);
    expect(silent.features.values.every(Number.isFinite)).toBe(true);
  });
});

describe('extractMany', () => {
  it('packs what it can read and lists the rest', async () => {
    const files = [
      { path: 'a.wav', file: wav(tone(16_000, 0.1)) },
      { path: 'bad.wav', file: new Blob(['no']) },
      { path: 'b.wav', file: wav(tone(20_000, 0.5)) },
      { path: 'empty.wav', file: new Blob([]) },
    ];
    const calls = context();
    const chunk = await handlers.extractMany({ choice, files }, calls);
    expect(chunk.indices).toEqual([0, 2]);
    expect(chunk.values).toHaveLength(2 * 101 * 40);
    expect(chunk.unreadable.map(({ path, error }) => [path, error.code])).toEqual([
      ['bad.wav', 'audio-not-wav'],
      ['empty.wav', 'audio-empty-file'],
    ]);
    expect(chunk.unreadable[0]?.reason).toMatch(/WAV/);
    expect(calls.moved).toEqual([chunk.values.buffer]);
    const second = await handlers.extract({ choice, source: files[2]?.file ?? new Blob() }, context());
    expect(Array.from(chunk.values.subarray(101 * 40))).toEqual(Array.from(second.features.values));
  });

  it('tells length, level, noise and a hash of each clip that it can read', async () => {
    const decoded = { samples: tone(8000, 0.5), sampleRateHz: 16_000 };
    const files = [
      { path: 'a.wav', file: wav(tone(4000, 0.3, 8000), 8000) },
      { path: 'bad.wav', file: new Blob(['no']) },
      { path: 'b.wav', file: decoded },
      { path: 'silent.wav', file: wav(new Float32Array(16_000)) },
    ];
    const { measures, indices } = await handlers.extractMany({ choice, files }, context());
    expect(indices).toEqual([0, 2, 3]);
    expect(measures.durationSec).toEqual(Float32Array.of(0.5, 0.5, 1));
    expect(measures.rmsDbfs[0]).toBeCloseTo(20 * Math.log10(0.3 / Math.SQRT2), 1);
    expect(measures.rmsDbfs[2]).toBe(-Infinity);
    expect(measures.snrDb).toHaveLength(3);
    expect(measures.snrDb[2]).toBeNaN();
    const bytes = encodeWav(tone(4000, 0.3, 8000), 8000);
    const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
    expect(measures.hashes).toEqual([hash, null, expect.stringMatching(/^[\da-f]{12}$/)]);
  });

  it('lets the model hear clips under a condition, whose noise hangs on the path', async () => {
    const file = wav(tone(12_000, 0.1));
    const files = ['a.wav', 'b.wav', 'a.wav'].map((path) => ({ path, file }));
    const valuesOf = async (condition: Condition | null) => {
      const { values, measures } = await handlers.extractMany({ choice, files, condition }, context());
      return [0, 1, 2].map((i) => ({
        values: values.slice(i * 4040, (i + 1) * 4040),
        snrDb: measures.snrDb[i],
      }));
    };
    const plain = await valuesOf(null);
    const noisy = await valuesOf({ kind: 'noise', snrDb: 5 });
    expect(noisy[0]).toEqual(noisy[2]);
    expect(noisy[0]?.values).not.toEqual(noisy[1]?.values);
    expect(noisy[0]?.values).not.toEqual(plain[0]?.values);
    expect(noisy.map(({ snrDb }) => snrDb)).toEqual(plain.map(({ snrDb }) => snrDb));
    expect(plain[0]?.values).toEqual(plain[1]?.values);
  });

  it('gives an empty array when nothing can be read', async () => {
    const chunk = await handlers.extractMany(
      { choice, files: [{ path: 'x', file: new Blob([]) }] },
      context(),
    );
    expect(chunk.values).toHaveLength(0);
    expect(chunk.indices).toEqual([]);
  });

  it('stops between two clips when aborted', async () => {
    const controller = new AbortController();
    const files = Array.from({ length: 50 }, (_, i) => ({ path: `${i}.wav`, file: wav(tone(16_000)) }));
    const running = handlers.extractMany({ choice, files }, context(controller.signal));
    controller.abort();
    await expect(running).rejects.toMatchObject({ code: 'aborted' });
  });

  it('refuses to pack clips of different lengths', async () => {
    const open = { frontEnd: parseFrontEnd({}), normalisation: null };
    const files = [8000, 16_000].map((size) => ({ path: `${size}.wav`, file: wav(tone(size)) }));
    await expect(handlers.extractMany({ choice: open, files }, context())).rejects.toMatchObject({
      code: 'front-end-invalid',
    });
  });
});

describe('explain', () => {
  it('gives the frames that analyse gives, and asks for the clip where it has not got it', async () => {
    const clip = await handlers.analyse({ choice, source: wav(tone(9000)) }, context());
    const ask = (clipKey: number, heard: Float32Array | null, frameIndex: number) =>
      handlers.explain({ choice, clipKey, heard, frameIndex }, context());
    expect(await ask(1, null, 30)).toBeNull();
    for (const frameIndex of [30, 0, 100]) {
      const explained = await ask(1, frameIndex === 30 ? clip.heard : null, frameIndex);
      expect(explained?.features).toEqual(clip.features.values.slice(frameIndex * 40, (frameIndex + 1) * 40));
    }
    expect(await ask(2, null, 30)).toBeNull();
  });
});
