import { beforeAll, describe, expect, it } from 'vitest';
import { createClassifier } from '../../../src/core/models/classifier.ts';
import { decodeFloat16, encodeFloat16 } from '../../../src/core/models/float16.ts';
import { readModelZip, writeModelZip } from '../../../src/core/models/model-file.ts';
import { tinyModelZip } from '../tiny-model.ts';

let zip = new Uint8Array(0);

beforeAll(async () => {
  zip = Uint8Array.from(await tinyModelZip(['yes', 'no', '__proto__', 'constructor']));
});

describe('model zip', () => {
  it('comes back bit for bit', () => {
    const file = readModelZip(zip);
    expect(Buffer.from(writeModelZip(file)).equals(Buffer.from(zip))).toBe(true);
    expect([...file.metadata.roles.keys()]).toEqual(['yes', 'no', '__proto__', 'constructor']);
  });

  it('may have brackets, quotes and backslashes in its texts', () => {
    const file = readModelZip(zip);
    const name = `${'[{'.repeat(30)} \\"`;
    const named = writeModelZip({ ...file, metadata: { ...file.metadata, name } });
    expect(readModelZip(named).metadata.name).toBe(name);
  });

  it('is read from a Buffer that shares its memory', () => {
    const shared = Buffer.concat([Buffer.alloc(3), Buffer.from(zip)]).subarray(3);
    expect(readModelZip(shared).weights).toEqual(readModelZip(zip).weights);
  });
});

describe('classifier', () => {
  it('refuses a network that does not fit its labels', async () => {
    const file = readModelZip(zip);
    const labels = ['yes', 'no', '__proto__'];
    const wrong = createClassifier({ ...file, metadata: { ...file.metadata, labels } }, { batchSize: 4 });
    await expect(wrong).rejects.toMatchObject({ code: 'model-invalid' });
  });
});

describe('float16', () => {
  it('comes back for every number that it can hold', () => {
    const halves = Uint16Array.from({ length: 65_536 }, (_, i) => i).filter(
      (half) => (half & 0x7c00) !== 0x7c00,
    );
    expect(encodeFloat16(decodeFloat16(halves))).toEqual(halves);
  });

  it.each([
    [1, 0x3c00],
    [-2, 0xc000],
    [65_504, 0x7bff],
    [65_519, 0x7bff],
    [65_520, 0x7c00],
    [Infinity, 0x7c00],
    [2 ** -24, 1],
    [2 ** -25, 0],
    [2 ** -25 * 1.01, 1],
    [1 + 2 ** -11, 0x3c00],
    [1 + 3 * 2 ** -11, 0x3c02],
    [1 / 3, 0x3555],
  ])('rounds %d to the nearest, ties to even', (value, half) => {
    expect(encodeFloat16(Float32Array.of(value))[0]).toBe(half);
  });

  it('keeps what is not a number', () => {
    expect(decodeFloat16(encodeFloat16(Float32Array.of(Number.NaN)))[0]).toBeNaN();
  });
});
