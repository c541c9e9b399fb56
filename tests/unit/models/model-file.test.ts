import { strToU8, unzipSync, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { PhonoscopeError } from '../../../src/core/errors.ts';
import { createClassifier } from '../../../src/core/models/classifier.ts';
import { decodeFloat16, encodeFloat16 } from '../../../src/core/models/float16.ts';
import { readModelZip, writeModelZip } from '../../../src/core/models/model-file.ts';
import { tinyModelZip } from '../tiny-model.ts';

let zip = new Uint8Array(0);

beforeAll(async () => {
  zip = Uint8Array.from(await tinyModelZip(['yes', 'no', '__proto__', 'constructor']));
});

type Edit = (files: Record<string, Uint8Array>) => void;

/** Takes the zip apart, changes it and packs it again. */
function edited(edit: Edit): Uint8Array {
  const files: Record<string, Uint8Array> = unzipSync(zip);
  edit(files);
  return zipSync(files);
}

function editJson(name: string, find: string | RegExp, replacement: string): Edit {
  return (files) => {
    const text = new TextDecoder().decode(files[name]);
    expect(text).toMatch(find);
    files[name] = strToU8(text.replace(find, replacement));
  };
}

function codeOf(bytes: Uint8Array): string {
  try {
    readModelZip(bytes);
    return 'accepted';
  } catch (thrown) {
    expect(thrown).toBeInstanceOf(PhonoscopeError);
    return thrown instanceof PhonoscopeError ? `${thrown.code}: ${thrown.message}` : '';
  }
}

describe('model zip', () => {
  it('comes back bit for bit', () => {
    const file = readModelZip(zip);
    expect(Buffer.from(writeModelZip(file)).equals(Buffer.from(zip))).toBe(true);
    expect([...file.metadata.roles.keys()]).toEqual(['yes', 'no', '__proto__', 'constructor']);
  });

  it('is read from a Buffer that shares its memory', () => {
    const shared = Buffer.concat([Buffer.alloc(3), Buffer.from(zip)]).subarray(3);
    expect(readModelZip(shared).weights).toEqual(readModelZip(zip).weights);
  });

  it.each<[string, () => Uint8Array, RegExp]>([
    ['nothing', () => new Uint8Array(0), /not a readable zip/],
    ['no zip', () => strToU8('<!doctype html>'), /not a readable zip/],
    ['cut short', () => zip.slice(0, zip.length / 2), /not a readable zip/],
    ['no weights', () => edited((files) => delete files['weights.bin']), /weights.bin is missing/],
    ['weights cut short', () => edited((files) => (files['weights.bin'] = new Uint8Array(10))), /10 bytes/],
    [
      'a weight that is no number',
      () => edited((files) => files['weights.bin']?.fill(255)),
      /not all numbers/,
    ],
    ['no JSON', () => edited((files) => (files['model.json'] = strToU8('{'))), /model.json is not JSON/],
    [
      'a graph model',
      () => edited((files) => (files['model.json'] = strToU8('{"format":"graph-model"}'))),
      /layers format/,
    ],
    [
      'a huge layer',
      () => edited(editJson('model.json', '"filters":4', '"filters":400000000')),
      /larger than 65536/,
    ],
    ['a huge shape', () => edited(editJson('model.json', /"shape":\[\d+/, '"shape":[19000000')), /weights/],
    [
      'a negative shape',
      () => edited(editJson('model.json', /"shape":\[\d+/, '"shape":[-1')),
      /weightsManifest/,
    ],
    [
      'another front end',
      () => edited(editJson('phonoscope.json', '"minHz": 20', '"minHz": 30')),
      /front-end-mismatch.*"minHz" should be 20 and is 30/,
    ],
    ['a label twice', () => edited(editJson('phonoscope.json', '"yes",', '"no",')), /model-invalid/],
    [
      'an unknown field',
      () => edited(editJson('phonoscope.json', '"version"', '"x": 1, "version"')),
      /model-invalid/,
    ],
  ])('refuses %s', (_, bytes, message) => {
    expect(codeOf(bytes())).toMatch(message);
  });

  it('refuses a zip bomb without unpacking it', () => {
    const bomb = edited((files) => (files['model.json'] = new Uint8Array(8_000_000)));
    expect(bomb.length).toBeLessThan(50_000);
    expect(codeOf(bomb)).toMatch(/model.json is larger than 4000000 bytes/);
  });

  it('refuses a zip that lies about its sizes', () => {
    const bomb = Buffer.from(edited((files) => (files['model.json'] = new Uint8Array(8_000_000))));
    for (let at = 0; at < bomb.length - 4; at++) {
      if (bomb.readUInt32LE(at) === 8_000_000) bomb.writeUInt32LE(1000, at);
    }
    expect(codeOf(bomb)).toMatch(/model-invalid/);
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
