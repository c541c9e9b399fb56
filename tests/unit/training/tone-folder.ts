import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { encodeWav } from '../../../src/core/audio/encode-wav.ts';
import { createRandom } from '../../../src/core/training/random.ts';

/** A tone of 0.3 s at 16 kHz with a little noise, as a WAV file. */
export function toneWav(hz: number, seed: number): Uint8Array {
  const random = createRandom(seed);
  const samples = Float32Array.from(
    { length: 4800 },
    (_, i) => 0.2 * Math.sin((2 * Math.PI * hz * i) / 16_000) + 0.005 * random.normal(),
  );
  return encodeWav(samples, 16_000);
}

/**
 * Makes a new folder with `data/SPLIT/LABEL/N.wav`: `high` tones and `low` ones.
 *
 * @returns the new folder; the caller removes it.
 */
export function makeToneFolder(clipsOfSplit: Readonly<Record<string, number>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'phonoscope-train-'));
  for (const [split, count] of Object.entries(clipsOfSplit)) {
    for (const [label, hz] of [
      ['high', 1800],
      ['low', 400],
    ] as const) {
      mkdirSync(join(folder, 'data', split, label), { recursive: true });
      for (let i = 0; i < count; i++) {
        writeFileSync(
          join(folder, 'data', split, label, `${i}.wav`),
          toneWav(hz * (1 + 0.02 * i), i + count),
        );
      }
    }
  }
  return folder;
}
