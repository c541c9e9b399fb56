import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CliIo } from '../../../src/cli/io.ts';
import { trainCommand } from '../../../src/cli/train.ts';
import { readModelZip } from '../../../src/core/models/model-file.ts';
import { makeToneFolder } from './tone-folder.ts';

const config = `
frontEnd: {clipSamples: 4800, numBands: 10, amin: 1.0e-6}
data: {workers: 0, validation: {share: 0.25, by: clip}}
model: {encoder: tc-resnet, stemFilters: 4, blockFilters: [6], kernel: 5}
training: {epochs: 4, batchSize: 8, optimizer: {name: rmsprop, momentum: 0.5}, schedule: {name: plateau, patience: 0}}
augmentation: {shiftSec: 0.02, gainDb: 3}
`;

let folder = '';
beforeAll(() => {
  folder = makeToneFolder({ train: 12 });
  writeFileSync(join(folder, 'config.yaml'), config);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs `train`; the process "dies" when it is about to say what `dieAt` says. */
function run(out: string, dieAt: string | null, ...args: string[]): Promise<number> {
  const io: CliIo = {
    stdout: () => {},
    stderr(text) {
      if (dieAt !== null && text.includes(dieAt)) throw new Error('died');
    },
    env: {},
    cwd: folder,
    nowMs: () => 0,
    isInteractive: false,
  };
  return trainCommand(['--config', 'config.yaml', '--root_dir', 'data', '--out', out, ...args], io);
}

const weightsOf = (file: string) => readModelZip(readFileSync(join(folder, file))).weights;

describe('train --resume', () => {
  it('makes the model that an undisturbed training makes', async () => {
    expect(await run('whole.zip', null)).toBe(0);
    await expect(run('cut.zip', 'epoch 2 of')).rejects.toThrow('died');
    expect(existsSync(join(folder, 'cut.zip'))).toBe(false);
    expect(await run('cut.zip', 'epoch 1 of', '--resume')).toBe(0);
    expect(weightsOf('cut.zip')).toEqual(weightsOf('whole.zip'));
    expect(existsSync(join(folder, 'cut.zip.state'))).toBe(false);
  });

  it('refuses the state of another configuration', async () => {
    await expect(run('other.zip', 'epoch 2 of')).rejects.toThrow('died');
    writeFileSync(join(folder, 'config.yaml'), `${config}seed: 2\n`);
    await expect(run('other.zip', null, '--resume')).rejects.toThrow('another configuration');
  });
});
