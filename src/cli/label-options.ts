import { relative, resolve, sep } from 'node:path';
import { createFileFinder } from '../core/dataset/file-finder.ts';
import {
  countLabelsInSteps,
  countMapped,
  findVariantsInSteps,
  leftOut,
} from '../core/dataset/label-mapping.ts';
import type { LabelSource } from '../core/dataset/labelled-data.ts';
import { guessColumns } from '../core/dataset/manifest-columns.ts';
import { type ManifestTable, parseManifest } from '../core/dataset/manifest-table.ts';
import type { LabelMapping } from '../core/evaluation/run-record.ts';
import { finish } from '../core/steps.ts';
import type { FolderOfData } from '../platform/node/label-folder.ts';
import { listFiles } from '../platform/node/list-files.ts';
import type { CliIo } from './io.ts';
import { listUnreadable, printable } from './progress.ts';
import { readText } from './read-text.ts';
import { UsageError } from './usage.ts';

/** The options that say where labels come from. */
export const labelOptions = {
  manifest: { type: 'string' },
  'path-column': { type: 'string' },
  'label-column': { type: 'string' },
  'label-pattern': { type: 'string' },
  map: { type: 'string', multiple: true },
} as const;

export const labelHelp = `  --manifest F    labels from a table: CSV, TSV or JSON lines
  --path-column C, --label-column C
                  its columns (guessed where they are not given)
  --label-pattern P
                  labels from paths, such as "{label}/{speaker}_{take}.wav"; * is anything but /, ** anything
  --map FROM=TO   counts the label FROM as TO, "FROM=" leaves such clips out; may be given several times
`;

type LabelValues = {
  readonly manifest?: string | undefined;
  readonly 'path-column'?: string | undefined;
  readonly 'label-column'?: string | undefined;
  readonly 'label-pattern'?: string | undefined;
  readonly map?: string[] | undefined;
};

/**
 * Reads the options that say where labels come from.
 *
 * @throws UsageError where they contradict each other; PhonoscopeError where the manifest cannot be read.
 */
export async function readLabelOptions(
  values: LabelValues,
  root: string,
  io: CliIo,
): Promise<{ readonly source: LabelSource | undefined; readonly mapping: LabelMapping }> {
  const mapping = parseMapping(values.map ?? []);
  const { manifest, 'label-pattern': pattern } = values;
  if (manifest !== undefined && pattern !== undefined) {
    throw new UsageError('Labels come from --manifest or from --label-pattern, not from both.');
  }
  if (manifest !== undefined) return { source: await readManifest(manifest, values, root, io), mapping };
  if (values['path-column'] !== undefined || values['label-column'] !== undefined) {
    throw new UsageError('--path-column and --label-column need --manifest.');
  }
  return { source: pattern === undefined ? undefined : { kind: 'pattern', pattern }, mapping };
}

async function readManifest(
  file: string,
  values: LabelValues,
  root: string,
  io: CliIo,
): Promise<LabelSource> {
  const inside = relative(root, resolve(io.cwd, file)).replaceAll(sep, '/');
  const path = inside.startsWith('../') ? file : inside;
  const table = parseManifest(path, await readText(file, io));
  const { 'path-column': pathColumn, 'label-column': labelColumn } = values;
  if (pathColumn !== undefined && labelColumn !== undefined) {
    return { kind: 'manifest', table, pathColumn, labelColumn };
  }
  const guessed = await guessNames(table, root);
  return {
    kind: 'manifest',
    table,
    pathColumn: pathColumn ?? guessed.path ?? refuse(table, 'path'),
    labelColumn: labelColumn ?? guessed.label ?? refuse(table, 'label'),
  };
}

async function guessNames(table: ManifestTable, root: string) {
  const { paths } = await listFiles(root).catch(() => ({ paths: [] }));
  const { path, label } = guessColumns(table, createFileFinder(paths, table.path));
  const nameOf = (column: number | null) => (column === null ? undefined : table.columns[column]);
  return { path: nameOf(path), label: nameOf(label) };
}

function refuse({ path, columns }: ManifestTable, kind: 'path' | 'label'): never {
  throw new UsageError(
    `${path}: which column is it? Say --${kind}-column; there are: ${columns.map(printable).join(', ')}.`,
  );
}

function parseMapping(texts: readonly string[]): LabelMapping {
  const mapping = texts.map((text) => {
    // A label may itself begin with the sign.
    const at = text.indexOf('=', 1);
    if (at < 0) throw new UsageError(`--map should be FROM=TO, not "${text}".`);
    return { from: text.slice(0, at).normalize('NFC'), to: text.slice(at + 1).normalize('NFC') };
  });
  const froms = mapping.map(({ from }) => from);
  const twice = froms.find((from, index) => froms.indexOf(from) !== index);
  if (twice !== undefined) throw new UsageError(`--map says two things about "${twice}".`);
  return mapping;
}

/** Tells on stderr what does not fit between data, manifest, mapping and model. */
export function noteLabels(
  io: CliIo,
  data: FolderOfData,
  mapping: LabelMapping,
  modelLabels: readonly string[],
): void {
  const say = (text: string) => io.stderr(`${printable(text)}\n`);
  noteManifest(io, data);
  const counts = finish(countLabelsInSteps(data.clips));
  const labels = new Set(counts.map(({ label }) => label));
  for (const { from, to } of mapping) {
    if (!labels.has(from)) say(`--map: No clip has the label "${from}".`);
    if (to !== leftOut && !modelLabels.includes(to)) say(`--map: The model does not know the label "${to}".`);
  }
  const { numLeftOut } = countMapped(counts, mapping, modelLabels);
  if (numLeftOut > 0) say(`Clips left out by --map: ${numLeftOut}.`);
  const mapped = new Set(mapping.map(({ from }) => from));
  const others = counts.filter(({ label }) => !mapped.has(label));
  for (const group of finish(findVariantsInSteps(others))) {
    const names = group.map(({ label }) => `"${label}"`).join(', ');
    say(`The labels ${names} differ only in how they are written; --map can join them.`);
  }
}

/** Says what is wrong with the table that labels come from. */
export function noteManifest(io: CliIo, data: FolderOfData): void {
  const say = (text: string) => io.stderr(`${printable(text)}\n`);
  listUnreadable(io, data.unusable);
  for (const { line, value } of data.lostRows)
    say(`${data.manifest}, line ${line}: There is no sound file "${value}".`);
  for (const { path, lines } of data.repeated)
    say(`${data.manifest}, lines ${lines.join(', ')}: All of them name ${path}.`);
}
