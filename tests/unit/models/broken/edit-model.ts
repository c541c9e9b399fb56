import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';

/** Makes another file of a model's zip. */
export type Edit = (good: Uint8Array) => Uint8Array;

/** What the visitor is told: the code, `model-invalid` unless given, and a part of the English sentence. */
export type Refusal = RegExp | { readonly code: string; readonly says: RegExp };

/** A file that must be refused: how it is made of a good one's zip, and what is said about it. */
export type BrokenModel = readonly [name: string, edit: Edit, refusal: Refusal];

export const metadataFile = 'phonoscope.json';
export const networkFile = 'model.json';
export const weightsFile = 'weights.bin';

type Files = Record<string, Uint8Array>;

/** Takes the zip apart, changes it and packs it again. */
export function repack(good: Uint8Array, edit: (files: Files) => Zippable | void): Uint8Array {
  const files: Files = unzipSync(good);
  return zipSync(edit(files) ?? files);
}

/** One edit after the other. */
export const both =
  (first: Edit, second: Edit): Edit =>
  (good) =>
    second(first(good));

export const withFile =
  (name: string, contents: Uint8Array | string): Edit =>
  (good) =>
    repack(good, (files) => {
      files[name] = typeof contents === 'string' ? strToU8(contents) : contents;
    });

export const without =
  (name: string): Edit =>
  (good) =>
    repack(good, (files) => void delete files[name]);

/** Changes a text at one place, which must be there. */
export const withText =
  (name: string, find: string | RegExp, replacement: string): Edit =>
  (good) =>
    repack(good, (files) => {
      files[name] = strToU8(replaceOnce(textOf(files, name), find, replacement));
    });

/** Changes the description of a layer in `model.json` at one place, which must be there. */
export const withLayer =
  (name: string, find: string, replacement: string): Edit =>
  (good) =>
    repack(good, (files) => {
      const text = textOf(files, networkFile);
      const layer = text.slice(text.indexOf(`{"name":"${name}","class_name"`)).split('},{"name":')[0] ?? '';
      files[networkFile] = strToU8(replaceOnce(text, layer, replaceOnce(layer, find, replacement)));
    });

/** Changes fields of `phonoscope.json`. */
export const withMetadata =
  (change: Readonly<Record<string, unknown>>): Edit =>
  (good) =>
    repack(good, (files) => {
      files[metadataFile] = strToU8(
        JSON.stringify({ ...JSON.parse(textOf(files, metadataFile)), ...change }),
      );
    });

/** Changes the weights' bytes. */
export const withWeights =
  (change: (weights: Buffer) => Uint8Array): Edit =>
  (good) =>
    repack(good, (files) => {
      files[weightsFile] = Uint8Array.from(change(Buffer.from(files[weightsFile] ?? [])));
    });

export function numbered(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `word ${index}`);
}

function textOf(files: Files, name: string): string {
  return strFromU8(files[name] ?? new Uint8Array());
}

function replaceOnce(text: string, find: string | RegExp, replacement: string): string {
  const replaced = text.replace(find, () => replacement);
  if (replaced === text) throw new Error(`There is no ${String(find)} to replace.`);
  return replaced;
}
