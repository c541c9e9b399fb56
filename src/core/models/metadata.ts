import * as v from 'valibot';
import { maxLabels } from '../dataset/label-limit.ts';
import { PhonoscopeError } from '../errors.ts';
import { type FrontEnd, parseFrontEnd } from '../features/front-end.ts';
import { invalidModel } from './invalid-model.ts';
import { trainedOnSchema } from './trained-on.ts';

/** Rises with each change that older versions of Phonoscope cannot read. */
const formatVersion = 1;

const label = v.pipe(
  v.string('a label that is no text'),
  v.minLength(1, 'an empty label'),
  v.maxLength(200, 'a label longer than 200 characters'),
  v.regex(/^\P{Cc}*$/u, 'a label with control characters'),
);
/** The longest of ours has 700 characters. */
const text = v.pipe(v.string(), v.maxLength(20_000));
const probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const seconds = v.pipe(v.number(), v.minValue(0), v.maxValue(60));
/** Standardised values must stay within float32. */
const bandValue = v.pipe(v.number(), v.minValue(-1e30), v.maxValue(1e30));
const bandValues = v.pipe(v.array(bandValue), v.maxLength(65_536));
/**
 * A map from an object's own entries. No `v.record`: it drops the keys `__proto__`, `prototype` and `constructor`,
 * which are possible labels.
 */
const perLabel = <T extends v.GenericSchema>(value: T) =>
  v.pipe(
    v.custom<object>((input) => typeof input === 'object' && input !== null && !Array.isArray(input)),
    v.transform((record) => Object.entries(record)),
    v.array(v.tuple([label, value])),
    v.transform((entries) => new Map(entries)),
  );

/** A figure that the card states: where it was measured, on how many clips, with its 95 % interval. */
const figure = v.strictObject({
  data: text,
  split: text,
  numClips: v.pipe(v.number(), v.integer()),
  accuracy: probability,
  interval: v.tuple([probability, probability]),
});

/** The page shows all of them. */
const listOf = <T extends v.GenericSchema>(item: T) => v.pipe(v.array(item), v.maxLength(1000));

const card = v.strictObject({
  summary: text,
  data: listOf(v.strictObject({ name: text, split: text, licence: text, attribution: text })),
  figures: listOf(figure),
  limits: listOf(text),
  licence: text,
  createdWith: text,
  seed: v.pipe(v.number(), v.integer()),
  /** Absent where nobody knows, and in the first models. */
  trainedOn: v.optional(trainedOnSchema),
});

const metadataSchema = v.strictObject({
  version: v.literal(formatVersion),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  labels: v.pipe(
    v.array(label),
    v.minLength(2, 'fewer than two labels'),
    v.maxLength(maxLabels, `more than ${maxLabels} labels`),
  ),
  roles: perLabel(v.picklist(['word', 'other', 'silence'])),
  frontEnd: v.unknown(),
  fingerprint: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  normalisation: v.nullable(v.strictObject({ mean: bandValues, std: bandValues })),
  architecture: v.record(v.string(), v.unknown()),
  /** Layers in `model.json` that TensorFlow.js does not have; the first models have none and do not say so. */
  customLayers: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(100))), v.maxLength(100))),
  live: v.strictObject({
    hopSec: seconds,
    smoothingSec: seconds,
    threshold: perLabel(probability),
    minCount: v.pipe(v.number(), v.integer(), v.minValue(1)),
    refractorySec: seconds,
  }),
  card,
});

/** `phonoscope.json`: what a model needs to be used and trusted. `labels` is the order of the scores. */
export type ModelMetadata = Readonly<Omit<v.InferOutput<typeof metadataSchema>, 'frontEnd'>> & {
  readonly frontEnd: FrontEnd;
};
export type LabelRole = 'word' | 'other' | 'silence';

const newerSchema = v.looseObject({
  version: v.pipe(v.number(), v.integer(), v.minValue(formatVersion + 1)),
});

/**
 * Checks the contents of `phonoscope.json`.
 *
 * @throws PhonoscopeError `model-newer` for a format that came after this version; `model-invalid` naming the field;
 * `front-end-invalid` for its front end.
 */
export function parseModelMetadata(input: unknown): ModelMetadata {
  if (v.is(newerSchema, input)) {
    const text = 'The model file was made by a newer version of Phonoscope: update Phonoscope to use it.';
    throw new PhonoscopeError('model-newer', text);
  }
  const parsed = v.safeParse(metadataSchema, input, { abortEarly: true });
  if (!parsed.success) {
    const [issue] = parsed.issues;
    throw invalidModel(`phonoscope.json, ${v.getDotPath(issue) ?? 'the whole file'}: ${issue.message}`);
  }
  return { ...parsed.output, frontEnd: parseFrontEnd(parsed.output.frontEnd) };
}

/** Writes metadata as the contents of `phonoscope.json`; `parseModelMetadata` reads it back. */
export function formatModelMetadata(metadata: ModelMetadata): string {
  const { live, roles, customLayers, ...rest } = metadata;
  const plain = {
    ...rest,
    customLayers,
    roles: Object.fromEntries(roles),
    live: { ...live, threshold: Object.fromEntries(live.threshold) },
  };
  return `${JSON.stringify(plain, null, 2)}\n`;
}
