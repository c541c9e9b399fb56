import type { TextSource } from './playground-state.ts';

/** Larger texts stay files: a field with them would be slow. */
export const maxTypedLength = 100_000;

const modelName = /\.(?:arpa|lm|json)$/i;

/** Whether a file is a language model, by its name. */
export const isModelFile = ({ name }: File) => modelName.test(name);

/** Makes files a text: a small one can be edited. */
export async function openText(files: readonly File[]): Promise<TextSource> {
  const [only] = files;
  if (files.length !== 1 || only === undefined || only.size > maxTypedLength) return { text: '', files };
  try {
    const bytes = await only.arrayBuffer();
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), files: [] };
  } catch {
    // The worker says what is wrong with it.
    return { text: '', files };
  }
}
