import { strFromU8, strToU8, zipSync } from 'fflate';
import * as v from 'valibot';
import { PhonoscopeError } from '../errors.ts';
import { maxClipValues, numClipValues, statisticsWidth } from '../features/feature-shape.ts';
import { frontEndMismatch, guessFrontEnd } from '../features/compare-front-ends.ts';
import { fingerprint } from '../features/fingerprint.ts';
import { invalidModel } from './invalid-model.ts';
import { customLayerNames } from './layers/custom-layer-names.ts';
import { formatModelMetadata, type ModelMetadata, parseModelMetadata } from './metadata.ts';
import { checkTopology } from './topology.ts';
import { type DecodedWeights, decodeWeights } from './weights-manifest.ts';
import { leadsOutOfZip, listZipEntries, quoted, readZipEntry } from '../zip/zip-entries.ts';

/** A model as it is stored: metadata, the parsed `model.json` and the bytes of `weights.bin`. */
export type ModelFile = {
  readonly metadata: ModelMetadata;
  readonly topology: unknown;
  readonly weights: Uint8Array;
};

/** The three files of a model that lie side by side. */
export type LooseModelFiles = {
  readonly modelJson: string;
  readonly weights: Uint8Array;
  readonly phonoscopeJson: string;
};

const names = { model: 'model.json', weights: 'weights.bin', metadata: 'phonoscope.json' } as const;
type FileName = (typeof names)[keyof typeof names];
/** Largest uncompressed sizes in bytes; ours have 20 kB, 300 kB and 10 kB. */
const limits: Readonly<Record<FileName, number>> = {
  [names.model]: 4_000_000,
  [names.weights]: 80_000_000,
  [names.metadata]: 4_000_000,
};
/** Levels in our JSON files: up to 10. Far more would overflow the stack of whoever walks through them. */
const maxJsonDepth = 50;
/** Larger model files are not read at all. */
export const maxZipBytes = 100_000_000;

const modelJsonSchema = v.object({
  modelTopology: v.record(v.string(), v.unknown()),
  weightsManifest: v.unknown(),
});

/**
 * Reads a model from its zip file. Other entries are ignored.
 *
 * @throws PhonoscopeError `model-newer` when a newer version made it; `model-invalid` when it is no zip, a file is
 * missing, repeated, larger than its limit or does not fit the others, or a weight is no number; `front-end-mismatch`
 * when the fingerprint is another front end's.
 */
export function readModelZip(bytes: Uint8Array): ModelFile {
  if (bytes.length > maxZipBytes) throw invalidModel(`it is larger than ${maxZipBytes} bytes`);
  const entries = inModel(() => listZipEntries(bytes, maxEntries));
  const wrong = entries.find(({ name }) => leadsOutOfZip(name));
  if (wrong !== undefined) throw invalidModel(`the file name ${quoted(wrong.name)} leads out of the zip`);
  const read = (name: FileName): Uint8Array => {
    const entry = entries.find((candidate) => candidate.name === name);
    if (entry === undefined) throw invalidModel(`${name} is missing`);
    if (entry.size > limits[name]) throw invalidModel(`${name} is larger than ${limits[name]} bytes`);
    return inModel(() => readZipEntry(bytes, entry));
  };
  // First, for a newer version may have other files beside it.
  const metadata = readMetadata(strFromU8(read(names.metadata)));
  return checked(metadata, strFromU8(read(names.model)), read(names.weights));
}

/** A model file has three files; a few more may lie beside them. */
const maxEntries = 1000;

/** @throws PhonoscopeError `model-invalid` where `work` throws `zip-unreadable`. */
function inModel<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (thrown) {
    if (!(thrown instanceof PhonoscopeError) || thrown.code !== 'zip-unreadable') throw thrown;
    throw invalidModel(String(thrown.details?.reason));
  }
}

/** Packs a model into a zip; the same model always gives the same bytes. */
export function writeModelZip(file: ModelFile): Uint8Array {
  // Zip has no time before 1980; a constant keeps the bytes the same. Local, as fflate reads it.
  const options = { level: 9, mtime: '1980-01-02T00:00:00' } as const;
  const { modelJson, phonoscopeJson } = formatModelFiles(file);
  return zipSync({
    [names.metadata]: [strToU8(phonoscopeJson), options],
    [names.model]: [strToU8(modelJson), options],
    [names.weights]: [file.weights, options],
  });
}

/** Writes the two JSON files of a model. */
export function formatModelFiles({ metadata, topology }: ModelFile): {
  modelJson: string;
  phonoscopeJson: string;
} {
  return { modelJson: `${JSON.stringify(topology)}\n`, phonoscopeJson: formatModelMetadata(metadata) };
}

/**
 * Checks the three files of a model and that they belong together.
 *
 * @param files the model keeps `weights`; do not change it afterwards.
 * @throws PhonoscopeError as `readModelZip`.
 */
export function parseModelFiles({ modelJson, weights, phonoscopeJson }: LooseModelFiles): ModelFile {
  return checked(readMetadata(phonoscopeJson), modelJson, weights);
}

function readMetadata(json: string): ModelMetadata {
  return checkMetadata(parseModelMetadata(parseJson(json, names.metadata)));
}

function checked(metadata: ModelMetadata, modelJson: string, weights: Uint8Array): ModelFile {
  const file = { metadata, topology: parseJson(modelJson, names.model), weights };
  decodeModelWeights(file);
  return file;
}

/** The weights of a model as float32, checked; and the topology that goes with them. */
export function decodeModelWeights({ topology, weights }: ModelFile): DecodedWeights & { topology: object } {
  const parsed = v.safeParse(modelJsonSchema, topology);
  if (!parsed.success) throw invalidModel('model.json is not in the layers format of TensorFlow.js');
  const { modelTopology, weightsManifest } = parsed.output;
  return { topology: checkTopology(modelTopology), ...decodeWeights(weightsManifest, weights) };
}

function parseJson(text: string, name: string): unknown {
  if (isNestedDeeply(text)) throw invalidModel(`${name} is nested too deeply`);
  try {
    return JSON.parse(text);
  } catch {
    throw invalidModel(`${name} is not JSON`);
  }
}

/** Looks at the text, for parsing millions of levels takes seconds. */
function isNestedDeeply(json: string): boolean {
  let depth = 0;
  let isInString = false;
  for (let at = 0; at < json.length && depth <= maxJsonDepth; at++) {
    const char = json[at];
    if (char === '"') isInString = !isInString;
    else if (isInString) at += char === '\\' ? 1 : 0;
    else if (char === '[' || char === '{') depth += 1;
    else if (char === ']' || char === '}') depth -= 1;
  }
  return depth > maxJsonDepth;
}

function checkMetadata(metadata: ModelMetadata): ModelMetadata {
  const { labels, roles, frontEnd, normalisation, live } = metadata;
  if (new Set(labels).size !== labels.length) throw invalidModel('a label occurs twice');
  for (const label of labels) if (!roles.has(label)) throw invalidModel(`the label "${label}" has no role`);
  const known = new Set(labels);
  for (const label of [...roles.keys(), ...live.threshold.keys()]) {
    if (!known.has(label)) throw invalidModel(`"${label}" is not among the labels`);
  }
  const ownLayers = new Set<string>(customLayerNames);
  for (const layer of metadata.customLayers ?? []) {
    if (!ownLayers.has(layer)) throw invalidModel(`it needs the layer "${layer}", which is not known here`);
  }
  if (numClipValues(frontEnd.sampleRate, frontEnd) > maxClipValues) {
    throw invalidModel(`its front end makes more than ${maxClipValues} values of a clip`);
  }
  if (metadata.fingerprint !== fingerprint(frontEnd)) throw otherFrontEnd(metadata);
  if ((frontEnd.normalise === 'dataset') !== (normalisation !== null)) {
    throw invalidModel('the front end and the normalisation do not fit');
  }
  const { mean = [], std = [] } = normalisation ?? {};
  const isComplete = mean.length === statisticsWidth(frontEnd) && std.length === statisticsWidth(frontEnd);
  if (normalisation !== null && !isComplete)
    throw invalidModel(`the normalisation needs ${statisticsWidth(frontEnd)} bands`);
  if (std.some((value) => value <= 0)) throw invalidModel('a standard deviation is not positive');
  return metadata;
}

/** A fingerprint says nothing by itself: the front end it stands for is guessed where that can be done. */
function otherFrontEnd({ name, fingerprint: print, frontEnd }: ModelMetadata): PhonoscopeError {
  const meant = guessFrontEnd(print, frontEnd);
  if (meant !== null) return frontEndMismatch(`The model "${name}"`, meant, frontEnd);
  const text = `The model "${name}" was made for another front end than the one it names.`;
  return new PhonoscopeError('front-end-mismatch', text);
}
