import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryDir } from '../../../scripts/serve.ts';
import { decodeWav } from '../../../src/core/audio/wav.ts';

/** The sound of a shipped sample (`public/samples/FILE`): mono, 16 kHz, in −1…1. */
export function readSample(sample: string): Float32Array {
  const { channels } = decodeWav(readFileSync(join(repositoryDir, 'public', 'samples', sample)));
  return channels[0] ?? new Float32Array(0);
}
