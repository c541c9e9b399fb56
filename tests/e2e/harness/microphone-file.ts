import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryDir } from '../../../scripts/serve.ts';

const headerBytes = 44;
const sampleRateHz = 16000;

/**
 * Writes a WAV file for the fake microphone: a shipped sample (`public/samples/FILE`) said after a while, then
 * silence, since the browser plays the file over and over from the moment the microphone opens.
 */
export function makeMicrophoneFile(sample: string, startSec = 1, silenceSec = 8): string {
  const spoken = readFileSync(join(repositoryDir, 'public', 'samples', sample)).subarray(headerBytes);
  const body = Buffer.concat([
    Buffer.alloc(2 * Math.round(startSec * sampleRateHz)),
    spoken,
    Buffer.alloc(2 * Math.round(silenceSec * sampleRateHz)),
  ]);
  const header = readFileSync(join(repositoryDir, 'public', 'samples', sample)).subarray(0, headerBytes);
  header.writeUInt32LE(36 + body.length, 4);
  header.writeUInt32LE(body.length, 40);
  const folder = join(repositoryDir, '.cache', 'microphone');
  mkdirSync(folder, { recursive: true });
  const name = sample.replaceAll('/', '-').replace('.wav', `-${startSec}-${silenceSec}.wav`);
  const path = join(folder, name);
  writeFileSync(path, Buffer.concat([header, body]));
  return path;
}

/** Writes a WAV file of nothing but zeros for the fake microphone. */
export function makeSilentMicrophoneFile(durationSec = 10): string {
  const sample = makeMicrophoneFile('seven.wav', 0, durationSec);
  const bytes = readFileSync(sample);
  bytes.fill(0, headerBytes);
  const path = sample.replace('seven', 'silence');
  writeFileSync(path, bytes);
  return path;
}
