import * as v from 'valibot';
import { articleConfig } from './article-config.ts';
import { augmentationSection } from './augmentation-config.ts';
import { parseConfigDocument, section, toIssue } from './config-document.ts';
import { defaultTrainingFrontEnd, frontEndSection } from './front-end-config.ts';
import { modelSection } from './model-config.ts';
import { trainingSection } from './training-section.ts';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(0.9));

const data = section({
  rootDir: v.optional(v.string()),
  validation: v.optional(
    section({
      share: v.optional(share, 0.1),
      by: v.optional(v.picklist(['speaker', 'clip']), 'speaker'),
    }),
    {},
  ),
  /** Labels are drawn equally often, however many clips they have. */
  balance: v.optional(v.boolean(), false),
  /** Workers that prepare batches; null = as many as the machine has use for. */
  workers: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(64))), null),
});

const configSchema = v.pipe(
  section({
    data: v.optional(data, {}),
    frontEnd: v.optional(frontEndSection),
    model: v.optional(modelSection, {}),
    training: v.optional(trainingSection, {}),
    augmentation: v.optional(augmentationSection, {}),
    seed: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0x7fffffff)), 1),
    /** Where it computes; null = what suits the machine. */
    backend: v.optional(v.nullable(v.picklist(['wasm', 'webgpu'])), null),
  }),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const { frontEnd, ...rest } = dataset.value;
    if (!('from' in rest.model)) return { ...rest, frontEnd: frontEnd ?? defaultTrainingFrontEnd };
    if (frontEnd === undefined) return { ...rest, frontEnd: null };
    const message = 'no frontEnd: it comes with the model in model.from';
    addIssue(toIssue({ path: ['frontEnd'], message, isKey: true }, dataset.value));
    return NEVER;
  }),
);

/** A training as written in YAML, all defaults filled in. `frontEnd` is null where it comes with `model.from`. */
export type TrainingConfig = v.InferOutput<typeof configSchema>;

/**
 * Reads a training's configuration, in our form or in the article's (`asr:`).
 *
 * @throws PhonoscopeError `config-invalid` with the line and column of the first mistake and what was expected there.
 */
export function parseTrainingConfig(text: string): TrainingConfig {
  const ours = parseConfigDocument(text, (content) =>
    isArticleForm(content) ? v.pipe(articleConfig, v.transform(completed)) : configSchema,
  );
  return ours;
}

/** Defaults for all that a configuration does not say. */
function completed(fields: object): TrainingConfig {
  return v.parse(configSchema, fields);
}

function isArticleForm(content: unknown): boolean {
  return typeof content === 'object' && content !== null && Object.hasOwn(content, 'asr');
}
