/**
 * `npm run figures -- features`: how far our features are from torch, scipy and Pillow, per kind: the committed signals,
 * and five real clips where PHONOSCOPE_DATA is set (needs Debian's python3-torch, -torchaudio, -scipy and -pil).
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepareClip } from '../../src/core/audio/prepare-clip.ts';
import { decodeWav } from '../../src/core/audio/wav.ts';
import { createFeatureExtractor } from '../../src/core/features/extract-features.ts';
import { parseFrontEnd } from '../../src/core/features/front-end.ts';
import { createRandom } from '../../src/core/training/random.ts';
import { encodeNpy } from '../../src/cli/npy.ts';
import { compareWithGolden, readGolden } from '../../tests/golden/features/golden-features.ts';
import { aliasDb } from '../../tests/unit/alias-db.ts';
import { isStreamEqual, noise, streamable } from '../../tests/unit/features/stream-case.ts';

const goldenFolder = new URL('../../tests/golden/features/', import.meta.url);
const engines = ['meyda', 'batch'] as const;

type Worst = { numCases: number; log: number; linear: number; isWithin: boolean };

/** Measures every case of a folder that make.py wrote; returns whether all are within their bars. */
function measure(title: string, folder: URL): boolean {
  const golden = readGolden(folder);
  const rows = new Map<string, Worst>();
  for (const one of golden.features) {
    for (const engine of engines) {
      const { error, bar, isLinear } = compareWithGolden(golden, one, engine);
      const kind = `${one.options.kind ?? 'mel'}, ${engine}`;
      const worst = rows.get(kind) ?? { numCases: 0, log: 0, linear: 0, isWithin: true };
      const relative = isLinear ? (error / bar) * 1e-6 : 0;
      rows.set(kind, {
        numCases: worst.numCases + 1,
        log: Math.max(worst.log, isLinear ? 0 : error),
        linear: Math.max(worst.linear, relative),
        isWithin: worst.isWithin && error <= bar,
      });
    }
  }
  const numSets = new Set(golden.features.map(({ options }) => JSON.stringify(options))).size;
  console.log(`\n${title}: ${numSets} option sets, ${Object.keys(golden.signals).length} signals`);
  console.log('kind, engine         cases   dB or log (bar 1e-4)   linear, of the largest (bar 1e-6)');
  for (const [kind, { numCases, log, linear }] of rows) {
    console.log(
      `${kind.padEnd(20)} ${String(numCases).padStart(5)}   ${log.toExponential(1).padEnd(22)} ${linear.toExponential(1)}`,
    );
  }
  const transform = golden.transform.map((one) => compareWithGolden(golden, one, 'batch', 60).error);
  console.log(
    `against torchaudio's own float32 transform, within 60 dB of the loudest (bar 0.1 dB): ${Math.max(...transform).toExponential(1)}`,
  );
  return [...rows.values()].every(({ isWithin }) => isWithin) && Math.max(...transform) <= 0.1;
}

/** The largest difference between the two engines over all option sets. */
function compareEngines(): number {
  const golden = readGolden(goldenFolder);
  return golden.features.reduce((most, { signal, options }) => {
    const { offset = 0, length = 0 } = golden.signals[signal] ?? {};
    const samples = Float32Array.from(golden.slice(offset, length));
    const [meyda, batch] = engines.map(
      (engine) => createFeatureExtractor(parseFrontEnd(options), null, engine)(samples).values,
    );
    const scale =
      'log' in options && options.log === 'none' ? Math.max(1, ...(meyda ?? []).map(Math.abs)) : 1;
    return Math.max(
      most,
      ...(meyda ?? []).map((value, i) => Math.abs(value - (batch?.[i] ?? Number.NaN)) / scale),
    );
  }, 0);
}

function realClips(dataFolder: string): string[] {
  const folder = (...parts: string[]) => join(dataFolder, ...parts);
  const firstIn = (...parts: string[]) => folder(...parts, readdirSync(folder(...parts)).sort()[0] ?? '');
  return [
    firstIn('fsdd', 'train', 'seven'),
    firstIn('gsc-digits', 'train', 'three'),
    firstIn('gsc-commands', 'train', 'stop'),
    firstIn('gsc-commands', 'train', '_silence_'),
    firstIn('wakewords', 'train', 'jarvis'),
  ];
}

function measureRealClips(dataFolder: string): boolean {
  const scratch = mkdtempSync(join(tmpdir(), 'features-'));
  try {
    const signals = realClips(dataFolder).map((path, index) => {
      const { whole } = prepareClip(decodeWav(readFileSync(path)), parseFrontEnd({}));
      const file = join(scratch, `clip-${index}.npy`);
      writeFileSync(file, encodeNpy(whole.subarray(0, 16_000), [Math.min(whole.length, 16_000)]));
      return file;
    });
    execFileSync('/usr/bin/python3', [new URL('make.py', goldenFolder).pathname, scratch, ...signals], {
      stdio: 'inherit',
    });
    return measure('Real clips', pathToFileURL(`${scratch}/`));
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** Random blocks of 1–5,000 samples: how many streams out of all give the frames of the whole recording bit for bit. */
function countEqualStreams(): { numEqual: number; numStreams: number } {
  const random = createRandom(20_261_123);
  let numEqual = 0;
  let numStreams = 0;
  for (const engine of engines) {
    for (const input of streamable) {
      for (let run = 0; run < 20; run++) {
        const samples = noise(random.integer(40_000), run + 1);
        const blocks = Array.from({ length: 9 }, () => 1 + random.integer(5000));
        numStreams += 1;
        if (isStreamEqual(samples, blocks, input, engine)) numEqual += 1;
      }
    }
  }
  return { numEqual, numStreams };
}

/** Runs the measurement; false when a bar is missed. */
export function featureFigures(): boolean {
  let isWithin = measure('Committed signals', goldenFolder);
  const difference = compareEngines();
  console.log(`Meyda engine against batch (bar 1e-5): ${difference.toExponential(1)}`);
  const dataFolder = process.env['PHONOSCOPE_DATA'];
  if (dataFolder === undefined) console.log('\nReal clips: skipped, PHONOSCOPE_DATA is not set.');
  else isWithin = measureRealClips(dataFolder) && isWithin;
  const aliases = [aliasDb(44_100, 16_000, 2), aliasDb(48_000, 16_000, 2)];
  console.log(
    `\naliases of swept sines, 44.1 → 16 and 48 → 16 kHz (bar −80 dB): ${aliases.map((db) => db.toFixed(1)).join(', ')} dB`,
  );
  const { numEqual, numStreams } = countEqualStreams();
  console.log(
    `streams in random blocks equal to the whole recording, bit for bit: ${numEqual} of ${numStreams} (${streamable.length} front ends, both engines)`,
  );
  isWithin &&= numEqual === numStreams;
  return isWithin && difference <= 1e-5 && aliases.every((db) => db <= -80);
}
