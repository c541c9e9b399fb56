import Meyda from 'meyda';
import { decodeWav } from '../../src/core/audio/wav.ts';
import { encodeWav } from '../../src/core/audio/encode-wav.ts';
import { resample } from '../../src/core/audio/resample.ts';
import { createFeatureExtractor } from '../../src/core/features/extract-features.ts';
import { preset } from '../../src/core/features/presets.ts';

/** What was measured, and how many seconds of sound a second of one thread does. */
export type Speed = { readonly name: string; readonly timesRealTime: number };

/** Many short rounds: one of them is likely to have the processor for itself. */
const roundMs = 25;
const numRounds = 60;

/** One second of noise under a slow swell, always the same. */
function clip(sampleRateHz: number): Float32Array {
  let state = 1;
  return Float32Array.from({ length: sampleRateHz }, (_, i) => {
    state = (state * 48_271) % 2_147_483_647;
    return (state / 2_147_483_647 - 0.5) * Math.sin((Math.PI * i) / sampleRateHz);
  });
}

/** The best of some rounds: other programs only ever make it slower. */
function timesRealTime(work: () => void): number {
  let best = 0;
  for (let round = 0; round < numRounds; round++) {
    const startMs = performance.now();
    let numClips = 0;
    while (performance.now() - startMs < roundMs || numClips === 0) {
      work();
      numClips += 1;
    }
    best = Math.max(best, (numClips * 1000) / (performance.now() - startMs));
  }
  return best;
}

/** Meyda by itself: its own window and 40 bands over frames of 512, every 10 ms. */
function meydaMelBands(samples: Float32Array): () => void {
  return () => {
    Meyda.bufferSize = 512;
    Meyda.sampleRate = 16_000;
    Meyda.melBands = 40;
    Meyda.windowingFunction = 'hanning';
    Meyda.numberOfMFCCCoefficients = 13;
    for (let at = 0; at + 512 <= samples.length; at += 160) {
      Meyda.extract(['melBands'], samples.subarray(at, at + 512));
    }
  };
}

/** Measures every engine on clips of one second, in this thread. */
export function measureSpeeds(): Speed[] {
  const samples = clip(16_000);
  const of = (name: 'log-mel-16k' | 'torchaudio', engine: 'meyda' | 'batch') => {
    const extract = createFeatureExtractor(preset(name), null, engine);
    return () => void extract(samples);
  };
  const wav = encodeWav(clip(44_100), 44_100);
  const works: readonly (readonly [string, () => void])[] = [
    ['Meyda’s melBands', meydaMelBands(samples)],
    ['Meyda engine, log-mel-16k', of('log-mel-16k', 'meyda')],
    ['batch engine, log-mel-16k', of('log-mel-16k', 'batch')],
    ['batch engine, torchaudio', of('torchaudio', 'batch')],
    [
      'decode 16-bit WAV and resample 44.1 → 16 kHz',
      () => void resample(decodeWav(wav).channels[0] ?? new Float32Array(0), 44_100, 16_000),
    ],
  ];
  return works.map(([name, work]) => ({ name, timesRealTime: timesRealTime(work) }));
}
