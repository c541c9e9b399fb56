import { parseDocument } from 'yaml';
import { toPhonoscopeError } from '../../../core/errors.ts';
import { parseTrainingConfig, type TrainingConfig } from '../../../core/training/config/training-config.ts';
import type { PlainError } from '../../../workers/protocol.ts';

/** A configuration as it stands in the editor: either readable, or with its first mistake. */
export type ConfigText = {
  readonly text: string;
  /** The last one that could be read. */
  readonly config: TrainingConfig;
  readonly error: PlainError | null;
};

/** Reads a text; where that fails, `former` stays in force. */
export function readConfigText(text: string, former: TrainingConfig): ConfigText {
  try {
    return { text, config: parseTrainingConfig(text), error: null };
  } catch (thrown) {
    const { code, message, details } = toPhonoscopeError(thrown);
    return { text, config: former, error: { code, message, details } };
  }
}

/** A setting to change: where it stands, and its value; `undefined` takes it away. */
export type ConfigChange = { readonly path: readonly string[]; readonly value: unknown };

/** Changes settings in the text; everything else in it, comments included, stays as it was written. */
export function changeConfigText(text: string, changes: readonly ConfigChange[]): string {
  const document = parseDocument(text);
  for (const { path, value } of changes) {
    if (value === undefined) document.deleteIn(path);
    else document.setIn(path, value);
  }
  return document.toString({ lineWidth: 100 });
}
