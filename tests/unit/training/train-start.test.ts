import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeModelWeights, type ModelFile, readModelZip } from '../../../src/core/models/model-file.ts';
import { loadModel } from '../../../src/platform/node/model-store.ts';
import { runInProcess } from '../fake-io.ts';
import { toneWav } from './tone-folder.ts';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phonoscope-start-'));
  for (const [label, hz] of [
    ['高', 1800],
    ['低', 400],
  ] as const) {
    mkdirSync(join(folder, 'data', 'train', label), { recursive: true });
    for (let i = 0; i < 8; i++) {
      writeFileSync(join(folder, 'data', 'train', label, `${i}.wav`), toneWav(hz * (1 + 0.02 * i), i));
    }
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function train(yaml: string) {
  writeFileSync(join(folder, 'config.yaml'), yaml);
  const args = ['--config', 'config.yaml', '--root_dir', 'data', '--out', 'model.zip', '--json'];
  return runInProcess(['train', ...args], { cwd: folder });
}

/** A model's weights by name, as they are stored. */
function weightsOf(file: ModelFile): Map<string, number[]> {
  const { specs, values } = decodeModelWeights(file);
  let at = 0;
  return new Map(
    specs.map(({ name, shape }) => {
      const size = shape.reduce((product, length) => product * length, 1);
      at += size;
      return [name, Array.from(new Float32Array(values.buffer, (at - size) * 4, size))];
    }),
  );
}

describe('model {from, freeze}', () => {
  it('trains a new decoder on the encoder of a shipped model', async () => {
    const { exitCode, stderr } = await train(
      'model: {from: commands, freeze: encoder}\ntraining: {steps: 12, batchSize: 8, optimizer: {learningRate: 0.02}}\ndata: {workers: 0, validation: {by: clip, share: 0.2}}',
    );
    expect(stderr).toContain('epoch');
    expect(exitCode).toBe(0);
    const made = readModelZip(readFileSync(join(folder, 'model.zip')));
    const shipped = await loadModel('commands');
    expect(made.metadata.labels).toEqual(['低', '高']);
    expect(made.metadata.frontEnd).toEqual(shipped.metadata.frontEnd);
    expect(made.metadata.normalisation).toEqual(shipped.metadata.normalisation);
    expect(made.metadata.card.trainedOn?.speakers).toEqual(shipped.metadata.card.trainedOn?.speakers);
    const before = weightsOf(shipped);
    const encoder = [...weightsOf(made)].filter(([name]) => !name.startsWith('logits'));
    expect(encoder.length).toBeGreaterThan(20);
    for (const [name, values] of encoder) {
      const from = before.get(name) ?? [];
      expect(values).toHaveLength(from.length);
      // The shipped kernels are bytes, the trained ones float16: 11 bits of a value stay.
      const isFar = (value: number, index: number) => {
        const wanted = from[index] ?? Number.NaN;
        return !(Math.abs(value - wanted) <= Math.abs(wanted) * 2 ** -11 + 1e-7);
      };
      expect(values.filter(isFar)).toEqual([]);
    }
  });

  it('says which model is missing', async () => {
    const { exitCode, stderr } = await train('model: {from: nobody}');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('model.from: There is no model "nobody"');
  });
});
