import * as v from 'valibot';
import { PhonoscopeError } from '../errors.ts';
import { type FrontEnd, parseFrontEnd } from '../features/front-end.ts';

const label = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const seconds = v.pipe(v.number(), v.minValue(0), v.maxValue(60));
const bandValues = v.pipe(v.array(v.pipe(v.number(), v.finite())), v.maxLength(4096));
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
  data: v.string(),
  split: v.string(),
  numClips: v.pipe(v.number(), v.integer()),
  accuracy: probability,
  interval: v.tuple([probability, probability]),
});

const card = v.strictObject({
  summary: v.string(),
  data: v.array(
    v.strictObject({ name: v.string(), split: v.string(), licence: v.string(), attribution: v.string() }),
  ),
  figures: v.array(figure),
  limits: v.array(v.string()),
  licence: v.string(),
  createdWith: v.string(),
  seed: v.pipe(v.number(), v.integer()),
});

const metadataSchema = v.strictObject({
  version: v.literal(1),
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  labels: v.pipe(v.array(label), v.minLength(2), v.maxLength(2000)),
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

/**
 * Checks the contents of `phonoscope.json`.
 *
 * @throws PhonoscopeError `model-invalid` naming the field; `front-end-invalid` for its front end.
 */
export function parseModelMetadata(input: unknown): ModelMetadata {
  const parsed = v.safeParse(metadataSchema, input);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    const field = v.getDotPath(issue) ?? 'the whole file';
    throw new PhonoscopeError('model-invalid', `phonoscope.json, field "${field}": ${issue.message}`, {
      reason: `${field}: ${issue.message}`,
    });
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
