import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeWav } from '../../unit/make-wav.ts';
import { readSample } from './read-sample.ts';

const sampleRateHz = 16_000;

/** Straight lines between samples: good enough to be heard as the same word. */
function stretch(samples: readonly number[], factor: number): number[] {
  return Array.from({ length: Math.floor((samples.length - 1) * factor) }, (_, index) => {
    const position = index / factor;
    const before = Math.floor(position);
    const [a = 0, b = 0] = [samples[before], samples[before + 1]];
    return a + (position - before) * (b - a);
  });
}

/** The same spoken word in every kind of WAV that must work, by file name. */
export function goodWavs(sample = 'seven.wav'): Readonly<Record<string, Uint8Array>> {
  const word = Array.from(readSample(sample));
  const silence = word.map(() => 0);
  const wide = stretch(word, 44_100 / sampleRateHz);
  return {
    'pcm-8.wav': makeWav([word], { bits: 8 }),
    'pcm-16.wav': makeWav([word]),
    'pcm-24.wav': makeWav([word], { bits: 24 }),
    'pcm-32.wav': makeWav([word], { bits: 32 }),
    'float-32.wav': makeWav([word], { encoding: 'float', bits: 32 }),
    'stereo-44100.wav': makeWav([wide, wide], { sampleRateHz: 44_100 }),
    'three-channels.wav': makeWav([word, word, silence]),
  };
}

/** Files that call themselves WAV and have nothing to hear, by file name. */
export function badWavs(): Readonly<Record<string, Uint8Array>> {
  return {
    'not-a-wav.wav': Buffer.from('This is a text.\n'.repeat(10)),
    'zero-bytes.wav': new Uint8Array(),
    'zero-samples.wav': makeWav([[]]),
    'cut-header.wav': makeWav([[0, 0.5]]).subarray(0, 20),
  };
}

/** A recording that was broken off: its header promises twice what follows. */
export function truncatedWav(sample = 'seven.wav'): Uint8Array {
  const whole = makeWav([[...readSample(sample), ...readSample(sample).fill(0)]]);
  return whole.subarray(0, 44 + (whole.length - 44) / 2);
}

/** Writes files into a folder, which it makes. */
export function writeFiles(dir: string, files: Readonly<Record<string, Uint8Array>>): void {
  mkdirSync(dir, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(dir, name), bytes);
}
