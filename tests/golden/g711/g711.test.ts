import { readFileSync } from 'node:fs';
import { array, number, object, parse, string } from 'valibot';
import { expect, it } from 'vitest';
import { expandALaw, expandMuLaw } from '../../../src/core/audio/g711.ts';

const schema = object({ madeBy: string(), aLaw: array(number()), muLaw: array(number()) });
const golden = parse(schema, JSON.parse(readFileSync(new URL('g711.json', import.meta.url), 'utf8')));
const everyByte = Array.from({ length: 256 }, (_, byte) => byte);

it('expands every A-law and µ-law byte as Python’s audioop does', () => {
  expect(everyByte.map(expandALaw)).toEqual(golden.aLaw);
  expect(everyByte.map((byte) => expandMuLaw(byte) + 0)).toEqual(golden.muLaw);
});
