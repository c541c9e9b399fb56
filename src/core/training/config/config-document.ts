import * as v from 'valibot';
import { isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { PhonoscopeError } from '../../errors.ts';

/** What a raw check finds wrong at a place inside the value it checks. */
export type Mistake = { readonly path: readonly string[]; readonly message: string; readonly isKey: boolean };

/** An object whose unknown keys are mistakes that name the known ones. */
export function section<const E extends v.ObjectEntries>(entries: E) {
  return v.strictObject(entries, (issue) =>
    issue.expected === 'never' ? `unknown key, expected ${Object.keys(entries).join(', ')}` : issue.message,
  );
}

/** A mistake in the form that valibot's raw checks take. */
export function toIssue({ path, message, isKey }: Mistake, input: unknown) {
  const items = path.map((key): v.IssuePathItem => ({
    type: 'unknown',
    origin: 'value',
    input,
    key,
    value: undefined,
  }));
  const [first, ...rest] = items;
  return {
    message,
    ...(isKey && { expected: 'never' }),
    ...(first !== undefined && { path: [first, ...rest] satisfies [v.IssuePathItem, ...v.IssuePathItem[]] }),
  };
}

/**
 * Reads YAML and checks it against the schema that `schemaFor` chooses by its content.
 *
 * @throws PhonoscopeError `config-invalid` with the line and column of the first mistake and what was expected there.
 */
export function parseConfigDocument<S extends v.GenericSchema>(
  text: string,
  schemaFor: (content: unknown) => S,
): v.InferOutput<S> {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, stringKeys: true });
  const [broken] = document.errors;
  if (broken !== undefined)
    throw invalid(lineCounter.linePos(broken.pos[0]), '', firstSentence(broken.message));
  const content: unknown = document.toJS({ maxAliasCount: 100 }) ?? {};
  const parsed = v.safeParse(schemaFor(content), content);
  if (parsed.success) return parsed.output;
  const [issue] = parsed.issues;
  const path = (issue.path ?? []).map((item) => item.key);
  const at = lineCounter.linePos(offsetOf(document, path, issue.expected === 'never'));
  throw invalid(at, path.join('.'), issue.message);
}

/** Where a value stands; for an unknown key the key itself; for a missing one what should hold it. */
function offsetOf(
  document: ReturnType<typeof parseDocument>,
  path: readonly unknown[],
  isKey: boolean,
): number {
  for (let length = path.length; length > 0; length--) {
    const key = isKey && length === path.length ? keyOffset(document, path) : undefined;
    if (key !== undefined) return key;
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range !== undefined && node.range !== null) return node.range[0];
  }
  return 0;
}

function keyOffset(document: ReturnType<typeof parseDocument>, path: readonly unknown[]): number | undefined {
  const holder = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (!isMap(holder)) return undefined;
  const pair = holder.items.find(({ key }) => isScalar(key) && key.value === path.at(-1));
  return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
}

function firstSentence(message: string): string {
  return message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? message;
}

function invalid(
  { line, col }: { line: number; col: number },
  field: string,
  expected: string,
): PhonoscopeError {
  const where = `line ${line}, column ${col}`;
  const message = `${where}${field === '' ? '' : `, "${field}"`}: ${expected}`;
  return new PhonoscopeError('config-invalid', message, {
    reason: message,
    line,
    column: col,
    field,
    expected,
  });
}
