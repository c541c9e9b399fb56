import { PhonoscopeError } from '../errors.ts';

/**
 * How paths are made: `{label}/{speaker}_{take}.wav`. Fields in braces and `*` stand for anything but `/` (a field for at
 * least one character, as few as possible from the left), `**` for anything, `**` before `/` for any folders or none.
 */
export type LabelPattern = {
  readonly text: string;
  readonly parts: readonly PatternPart[];
  /** Names of the fields other than `label`. */
  readonly fields: readonly string[];
};

type PatternPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'star' | 'anything' | 'folders' };

/** Ample for a path; the work of a match is their product with the path's length. */
const maxParts = 64;
const maxLength = 1000;

const piece = /\{([^{}]*)\}|\*\*\/|\*\*|\*|[^{}*]+|[{}]/g;

/**
 * Reads a pattern; a backslash counts as `/`.
 *
 * @throws PhonoscopeError `pattern-invalid` with `position` (a character, from 1) and what is wrong as `context`.
 */
export function parseLabelPattern(text: string): LabelPattern {
  if (text.length > maxLength) throw invalid('long', maxLength);
  const parts: PatternPart[] = [];
  const names = new Set<string>();
  for (const { 0: found, 1: field, index } of text.replaceAll('\\', '/').matchAll(piece)) {
    if (found === '{' || found === '}') throw invalid('brace', index + 1);
    const part = field === undefined ? plainPart(found) : fieldPart(field, index + 1, names);
    if (part.kind === 'field' && parts.at(-1)?.kind === 'field') throw invalid('beside', index + 1);
    if (parts.length >= maxParts) throw invalid('long', index + 1);
    parts.push(part);
  }
  if (!names.has('label')) throw invalid('label', text.length + 1);
  return { text, parts, fields: [...names].filter((name) => name !== 'label') };
}

function plainPart(found: string): PatternPart {
  if (found === '**/') return { kind: 'folders' };
  if (found === '**') return { kind: 'anything' };
  return found === '*' ? { kind: 'star' } : { kind: 'text', text: found.normalize('NFC') };
}

function fieldPart(given: string, position: number, names: Set<string>): PatternPart {
  const name = given.trim();
  if (name === '' || name.includes('/') || name.includes('*')) throw invalid('name', position);
  if (names.has(name)) throw invalid('twice', position);
  names.add(name);
  return { kind: 'field', name };
}

const reasons = {
  long: 'it is too long',
  brace: 'a brace that does not open or close a field',
  beside: 'two fields with nothing between them',
  label: 'the field {label} is missing',
  name: 'this is no name for a field',
  twice: 'this field came before',
} as const;

function invalid(context: keyof typeof reasons, position: number): PhonoscopeError {
  const message = `The pattern has a mistake at character ${position}: ${reasons[context]}.`;
  return new PhonoscopeError('pattern-invalid', message, { context, position });
}

/**
 * Matches a path against a pattern.
 *
 * First it notes, from the end to the beginning, from where the rest can match, then walks along that: the time is at
 * most the path's length times the number of parts, for any pattern.
 *
 * @returns the fields, `label` among them; null where the path does not match.
 */
export function matchPattern({ parts }: LabelPattern, path: string): ReadonlyMap<string, string> | null {
  const text = path.normalize('NFC');
  const width = text.length + 1;
  const matches = new Uint8Array((parts.length + 1) * width);
  matches[parts.length * width + text.length] = 1;
  for (let part = parts.length - 1; part >= 0; part--) fillRow(matches, parts[part], part, text);
  if (matches[0] !== 1) return null;
  const fields = new Map<string, string>();
  let start = 0;
  for (const [index, part] of parts.entries()) {
    const end = endOfPart(matches, part, (index + 1) * width, start, text);
    if (part.kind === 'field') fields.set(part.name, text.slice(start, end));
    start = end;
  }
  return fields;
}

/** Marks in row `index` from where this part and all after it match the rest of the text. */
function fillRow(matches: Uint8Array, part: PatternPart | undefined, index: number, text: string): void {
  const width = text.length + 1;
  const here = index * width;
  const next = here + width;
  if (part?.kind === 'text') {
    for (let at = text.indexOf(part.text); at >= 0; at = text.indexOf(part.text, at + 1)) {
      matches[here + at] = matches[next + at + part.text.length] ?? 0;
    }
    return;
  }
  // True where the part may end further on, so that it may begin here.
  let isOpen = false;
  for (let at = text.length; at >= 0; at--) {
    const isSlash = text[at] === '/';
    if (part?.kind === 'folders') isOpen ||= isSlash && matches[next + at + 1] === 1;
    else if (isSlash && part?.kind !== 'anything') isOpen = false;
    const endsHere = matches[next + at] === 1;
    const needsOne = part?.kind === 'field';
    matches[here + at] = isOpen || (endsHere && !needsOne) ? 1 : 0;
    if (part?.kind !== 'folders') isOpen ||= endsHere;
  }
}

/** Where the part ends that begins at `start`: as early as the rest can match. */
function endOfPart(
  matches: Uint8Array,
  part: PatternPart,
  next: number,
  start: number,
  text: string,
): number {
  if (part.kind === 'text') return start + part.text.length;
  let end = part.kind === 'field' ? start + 1 : start;
  const mayEnd = () => part.kind !== 'folders' || end === start || text[end - 1] === '/';
  while (end < text.length && !(matches[next + end] === 1 && mayEnd())) end++;
  return end;
}
