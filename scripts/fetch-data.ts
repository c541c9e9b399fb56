/**
 * `npm run data [-- --out DIR] [--from ARCHIVE]`: fetches the Free Spoken Digit Dataset at one commit, checks that every recording is
 * the one that our figures were made on, and lays it out as `DIR/fsdd/{train,test}/{zero…nine}/`.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { repositoryDir } from './serve.ts';

const archiveUrl = 'https://github.com/Jakobovski/free-spoken-digit-dataset/archive/26eb9aaf.tar.gz';
/** SHA-256 of the lines `<SHA-256 of the file>  <file name>`, sorted by file name. */
const recordingsSha256 = '1801eae019c063377d98f831d3f93574f259475df7332bb0e3d1b080fb5e6959';
const numRecordings = 3000;
const labels = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];
/** The data set's own rule: of each digit and speaker, takes 0 to 4 are the test split. */
const numTestTakes = 5;

const sha256 = (data: Uint8Array | string): string => createHash('sha256').update(data).digest('hex');

async function download(url: string, file: string): Promise<void> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  writeFileSync(file, new Uint8Array(await response.arrayBuffer()));
}

function checkRecordings(dir: string): readonly string[] {
  const names = readdirSync(dir)
    .filter((name) => name.endsWith('.wav'))
    .toSorted();
  const lines = names.map((name) => `${sha256(readFileSync(join(dir, name)))}  ${name}\n`);
  const found = sha256(lines.join(''));
  if (names.length !== numRecordings || found !== recordingsSha256) {
    throw new Error(`Not the expected recordings: ${names.length} files with checksum ${found}.`);
  }
  return names;
}

function layOut(dir: string, names: readonly string[], outDir: string): void {
  for (const name of names) {
    const [digit = '', , take = ''] = name.replace('.wav', '').split('_');
    const split = Number(take) < numTestTakes ? 'test' : 'train';
    const target = join(outDir, 'fsdd', split, labels[Number(digit)] ?? digit);
    mkdirSync(target, { recursive: true });
    copyFileSync(join(dir, name), join(target, name));
  }
}

const { values } = parseArgs({ options: { out: { type: 'string' }, from: { type: 'string' } } });
const outDir = resolve(values.out ?? join(repositoryDir, 'data'));
const scratch = mkdtempSync(join(tmpdir(), 'fsdd-'));
try {
  const archive = values.from ?? join(scratch, 'fsdd.tar.gz');
  if (values.from === undefined) await download(archiveUrl, archive);
  execFileSync('tar', ['-xzf', archive, '-C', scratch, '--strip-components=1']);
  const recordings = join(scratch, 'recordings');
  layOut(recordings, checkRecordings(recordings), outDir);
  console.log(`${numRecordings} recordings in ${join(outDir, 'fsdd')}; now set PHONOSCOPE_DATA=${outDir}`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
