import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryDir } from '../../../scripts/serve.ts';
import { encodeWav } from '../../../src/core/audio/encode-wav.ts';
import { readSample } from './read-sample.ts';

const sampleRateHz = 16000;

/**
 * Writes a WAV file for the fake microphone: a shipped sample (`public/samples/FILE`) said after a while, then
 * silence, since the browser plays the file over and over from the moment the microphone opens.
 */
export function makeMicrophoneFile(sample: string, startSec = 1, silenceSec = 8): string {
  const spoken = readSample(sample);
  const start = Math.round(startSec * sampleRateHz);
  const samples = new Float32Array(start + spoken.length + Math.round(silenceSec * sampleRateHz));
  samples.set(spoken, start);
  return write(sample.replaceAll('/', '-').replace('.wav', `-${startSec}-${silenceSec}.wav`), samples);
}

/** Writes a WAV file of nothing but zeros for the fake microphone. */
export function makeSilentMicrophoneFile(durationSec = 10): string {
  return write(`silence-${durationSec}.wav`, new Float32Array(durationSec * sampleRateHz));
}

function write(name: string, samples: Float32Array): string {
  const folder = join(repositoryDir, '.cache', 'microphone');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, encodeWav(samples, sampleRateHz));
  return path;
}
