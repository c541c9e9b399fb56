import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { prepareClip } from '../core/audio/prepare-clip.ts';
import { PhonoscopeError, toPhonoscopeError } from '../core/errors.ts';
import { createFeatureExtractor } from '../core/features/extract-features.ts';
import type { Features } from '../core/features/features.ts';
import { type FrontEnd, parseFrontEnd } from '../core/features/front-end.ts';
import { preset, presetNames } from '../core/features/presets.ts';
import { explainFileError } from '../platform/node/list-files.ts';
import { describeNotes, readClip } from '../platform/node/read-clip.ts';
import type { CliIo } from './io.ts';
import { encodeNpy } from './npy.ts';
import { printable } from './progress.ts';
import { saveResult } from './save-result.ts';
import { parseOptions, UsageError } from './usage.ts';

const presets: ReadonlyMap<string, FrontEnd> = new Map(presetNames.map((name) => [name, preset(name)]));

const help = `npm run -s cli -- features FILE… [--front-end NAME or F] [--out F.npy] [--json]

Computes what a model would hear of WAV and FLAC files.

  --front-end   ${[...presets.keys()].join(', ')} (default), or a JSON file
  --out F.npy   also write the features of one FILE for NumPy: float32, [frames, bands]
  --json        [{path, shape: [frames, bands], values: [flat, row-major]}]
`;

/** Runs `features`. Files that cannot be used are listed on stderr; 1 when none could be used. */
export async function featuresCommand(args: string[], io: CliIo): Promise<number> {
  const { values, positionals } = parseOptions(args, {
    'front-end': { type: 'string', default: 'log-mel-16k' },
    out: { type: 'string' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  });
  if (values.help) {
    io.stdout(help);
    return 0;
  }
  if (positionals.length === 0) throw new UsageError('features needs at least one FILE.');
  if (values.out !== undefined && positionals.length > 1) throw new UsageError('--out takes one FILE.');
  const results = await computeFeatures(positionals, await readFrontEnd(values['front-end'], io), io);
  const [first] = results;
  if (first === undefined) return 1;
  io.stdout(
    values.json
      ? `${JSON.stringify(results.map(toJson))}\n`
      : results.map(({ path, features }) => describe(path, features)).join(''),
  );
  if (values.out !== undefined) {
    const { values: numbers, numFrames, numBands } = first.features;
    await saveResult(resolve(io.cwd, values.out), encodeNpy(numbers, [numFrames, numBands]));
  }
  return 0;
}

type FileFeatures = { readonly path: string; readonly features: Features };

async function computeFeatures(
  paths: readonly string[],
  frontEnd: FrontEnd,
  io: CliIo,
): Promise<FileFeatures[]> {
  const extract = createFeatureExtractor(frontEnd, null, paths.length > 1 ? 'batch' : 'meyda');
  const results: FileFeatures[] = [];
  for (const path of paths) {
    try {
      const audio = await readClip(resolve(io.cwd, path));
      for (const note of describeNotes(audio)) io.stderr(`${printable(path)}: ${note}\n`);
      results.push({ path, features: extract(prepareClip(audio, frontEnd).samples) });
    } catch (thrown) {
      io.stderr(`${printable(path)}: ${toPhonoscopeError(thrown).message}\n`);
    }
  }
  return results;
}

async function readFrontEnd(nameOrFile: string, io: CliIo): Promise<FrontEnd> {
  const preset = presets.get(nameOrFile);
  if (preset !== undefined) return preset;
  let text: string;
  try {
    text = await readFile(resolve(io.cwd, nameOrFile), 'utf8');
  } catch (thrown) {
    const names = [...presets.keys()].join(', ');
    throw new UsageError(
      `--front-end: "${nameOrFile}" is neither a preset (${names}) nor a file. ${explainFileError(thrown)}`,
    );
  }
  return parseFrontEnd(parseJson(text, nameOrFile));
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new PhonoscopeError('front-end-invalid', `${path} is not JSON: ${reason}`, {
      field: 'the whole file',
      expected: 'JSON',
    });
  }
}

function toJson({ path, features }: FileFeatures) {
  return { path, shape: [features.numFrames, features.numBands], values: [...features.values] };
}

function describe(path: string, { values, numFrames, numBands }: Features): string {
  const sum = values.reduce((total, value) => total + value, 0);
  const low = values.reduce((least, value) => Math.min(least, value), Infinity);
  const high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  const mean = sum / values.length;
  const range = `min ${low.toFixed(2)}, mean ${mean.toFixed(2)}, max ${high.toFixed(2)}`;
  return `${printable(path)}\t${numFrames} frames × ${numBands} bands\t${range}\n`;
}
