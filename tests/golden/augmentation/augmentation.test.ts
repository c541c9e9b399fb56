import { readFileSync } from 'node:fs';
import { number, object, parse, record, string } from 'valibot';
import { expect, it } from 'vitest';
import { lowPass } from '../../../src/core/augmentation/low-pass.ts';
import { createWindowResampler } from '../../../src/core/augmentation/resample-window.ts';
import { prepareRooms } from '../../../src/core/augmentation/rooms.ts';
import { readNpy } from '../read-npy.ts';

const goldenSchema = object({ rate: number(), rows: record(string(), number()) });
const golden = parse(goldenSchema, JSON.parse(readFileSync(new URL('golden.json', import.meta.url), 'utf8')));
const values = readNpy(new URL('values.npy', import.meta.url));

function row(name: string): Float64Array {
  let start = 0;
  for (const [other, length] of Object.entries(golden.rows)) {
    if (other === name) return values.subarray(start, start + length);
    start += length;
  }
  throw new Error(`There is no row ${name}.`);
}

/** Power of the difference against that of the expected values, in dB. */
function errorDb(actual: Float32Array, expected: Float64Array): number {
  let error = 0;
  let power = 0;
  expected.forEach((value, i) => {
    error += (value - (actual[i] ?? Number.NaN)) ** 2;
    power += value * value;
  });
  return 10 * Math.log10(error / power);
}

// Samples are float32, which is good to −150 dB; sums of float32 values to a little less.
const float32Db = -120;

it.each([
  [3400, 'lowPass3400'],
  [1200, 'lowPass1200'],
] as const)('filters at %d Hz as scipy.signal.cheby1 and sosfilt do', (hz, name) => {
  const samples = Float32Array.from(row('noise'));
  lowPass(samples, hz, golden.rate);
  expect(errorDb(samples, row(name))).toBeLessThan(float32Db);
});

it('puts a clip into a measured room as scipy.signal.fftconvolve does', () => {
  const rooms = prepareRooms([0.1, 0.2], [Float32Array.from(row('response'))], golden.rate);
  const samples = Float32Array.from(row('noise'));
  rooms.addTail(samples, 0, 1);
  expect(errorDb(samples, row('room'))).toBeLessThan(float32Db);
});

it.each([
  [113, 'speed113'],
  [147, 'speed147'],
] as const)('plays at %d/128 of the speed as scipy.signal.resample_poly with 100 dB does', (step, name) => {
  const expected = row(name);
  const output = new Float32Array(expected.length);
  createWindowResampler()(Float32Array.from(row('smooth')), { origin: 0, step }, output);
  expect(errorDb(output, expected)).toBeLessThan(-60);
});
