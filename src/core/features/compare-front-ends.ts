import { PhonoscopeError } from '../errors.ts';
import { fingerprint } from './fingerprint.ts';
import { type FrontEnd, parseFrontEnd } from './front-end.ts';
import { preset, presetNames } from './presets.ts';

/** A field in which two front ends differ; values as JSON, `not used` where the kind lacks the field. */
export type FrontEndDifference = {
  readonly field: string;
  readonly expected: string;
  readonly found: string;
};

/** All fields in which a front end is another than expected; the kind first, for it decides about the others. */
export function compareFrontEnds(expected: FrontEnd, found: FrontEnd): FrontEndDifference[] {
  const left = new Map<string, unknown>(Object.entries(expected));
  const right = new Map<string, unknown>(Object.entries(found));
  return [...new Set([...left.keys(), ...right.keys()])]
    .map((field) => ({ field, expected: inWords(left.get(field)), found: inWords(right.get(field)) }))
    .filter((difference) => difference.expected !== difference.found)
    .toSorted((a, b) => Number(b.field === 'kind') - Number(a.field === 'kind'));
}

/** One sentence on how two front ends differ, for people. */
export function describeDifferences(differences: readonly FrontEndDifference[]): string {
  const parts = differences.map(
    ({ field, expected, found }) => `"${field}" should be ${expected} and is ${found}`,
  );
  return parts.length === 0 ? 'The front ends do not differ.' : `The front end differs: ${parts.join('; ')}.`;
}

/**
 * The error of a model that is offered features of another front end.
 *
 * @param who begins the sentence, such as `The model "digits"`.
 * @returns `front-end-mismatch`; details `field`, `expected`, `found` tell of the first difference.
 */
export function frontEndMismatch(who: string, expected: FrontEnd, found: FrontEnd): PhonoscopeError {
  const differences = compareFrontEnds(expected, found);
  const [first] = differences;
  // `context` chooses the page's sentence that names the field.
  return new PhonoscopeError(
    'front-end-mismatch',
    `${who} was made for another front end. ${describeDifferences(differences)}`,
    first === undefined ? {} : { ...first, context: 'field' },
  );
}

/**
 * Finds the front end behind a fingerprint, as far as that can be done: a preset, or the given one with one field as in
 * a preset.
 *
 * @returns null where it is none of them.
 */
export function guessFrontEnd(print: string, near: FrontEnd): FrontEnd | null {
  const presets = presetNames.map((name) => preset(name));
  for (const candidate of presets) if (fingerprint(candidate) === print) return candidate;
  const tried = new Set<string>();
  for (const [field, value] of presets.flatMap((candidate) => Object.entries(candidate))) {
    const key = `${field} ${inWords(value)}`;
    if (tried.has(key)) continue;
    tried.add(key);
    const candidate = tryToParse({ ...near, [field]: value });
    if (candidate !== null && fingerprint(candidate) === print) return candidate;
  }
  return null;
}

function tryToParse(input: unknown): FrontEnd | null {
  try {
    return parseFrontEnd(input);
  } catch {
    return null;
  }
}

function inWords(value: unknown): string {
  return value === undefined ? 'not used' : JSON.stringify(value);
}
