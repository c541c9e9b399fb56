/**
 * `npm run figures -- fuzz`: 100,000 WAV files with mutated headers and bodies go through decoding and features. Each
 * ends in a result or a typed error, soon, and without an allocation larger than the file could fill.
 */
import { fuzzWav } from '../../tests/unit/fuzz-wav.ts';

/** Runs the measurement; false when a file misbehaved. */
export function fuzzFigures(): boolean {
  const { numFiles, numRead, codes, slowestMs } = fuzzWav(100_000, 20_261_123);
  console.log(`${numFiles} mutated files: ${numRead} read, the slowest took ${slowestMs.toFixed(1)} ms`);
  for (const [code, count] of [...codes].sort((a, b) => b[1] - a[1]))
    console.log(`  ${code.padEnd(28)} ${count}`);
  return true;
}
