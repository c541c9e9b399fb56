import * as v from 'valibot';
import { PhonoscopeError } from '../errors.ts';

const size = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1024));
const kernel = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(101));
const sizes = v.pipe(v.array(size), v.minLength(1), v.maxLength(12));
const numLayers = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));
/** Memory that goes through the frames one by one. */
const recurrent = { units: v.optional(size, 64), numLayers: v.optional(numLayers(4), 1) };

const encoderSchema = v.variant('type', [
  v.strictObject({
    type: v.literal('mlp'),
    /** Frames around each frame that its first layer sees. */
    contextFrames: v.optional(kernel, 21),
    /** Units of each layer. */
    units: v.optional(sizes, [128, 128]),
  }),
  v.strictObject({
    type: v.literal('cnn'),
    /** Filters of each convolution; each halves frames and bands afterwards. */
    filters: v.optional(v.pipe(sizes, v.maxLength(6)), [16, 32, 64]),
    /** Frames and bands that a convolution sees. */
    kernel: v.optional(v.pipe(kernel, v.maxValue(11)), 3),
  }),
  v.strictObject({
    type: v.literal('ds-cnn'),
    /** Filters of every convolution. */
    filters: v.optional(size, 64),
    /** Pairs of a depthwise and a 1×1 convolution. */
    numBlocks: v.optional(numLayers(12), 4),
  }),
  v.strictObject({
    type: v.literal('tc-resnet'),
    /** Filters of the first convolution. */
    stemFilters: v.optional(size, 24),
    /** Frames that the first convolution sees. */
    stemKernel: v.optional(kernel, 3),
    /** Filters of each residual block; each block halves the number of frames. */
    blockFilters: v.optional(sizes, [36, 48, 72]),
    /** Frames that a block's convolutions see. */
    kernel: v.optional(kernel, 9),
  }),
  v.strictObject({
    type: v.literal('bc-resnet'),
    /** Width: the channels are multiples of 8 × tau, rounded down. */
    tau: v.optional(v.pipe(v.number(), v.minValue(0.5), v.maxValue(8)), 1),
  }),
  v.strictObject({ type: v.literal('rnn'), ...recurrent }),
  v.strictObject({ type: v.literal('gru'), ...recurrent }),
  v.strictObject({ type: v.literal('lstm'), ...recurrent }),
]);

const decoderSchema = v.strictObject({
  /**
   * How frames become one vector: their mean (`pool`), the last one (`last`), or a sum weighted by learnt scores
   * (`attention`). One dense layer makes scores of it.
   */
  type: v.optional(v.picklist(['pool', 'last', 'attention']), 'pool'),
  /** Share of the vector's values set to zero in training. */
  dropout: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.9)), 0.2),
});

export const architectureSchema = v.strictObject({
  encoder: encoderSchema,
  decoder: v.optional(decoderSchema, {}),
});

/** A network as plain data: an encoder that turns frames into frames, a decoder that turns them into scores. */
export type Architecture = v.InferOutput<typeof architectureSchema>;
export type EncoderType = Architecture['encoder']['type'];
export type DecoderType = Architecture['decoder']['type'];

/** The sizes of one kind of encoder. */
export type EncoderOf<T extends EncoderType> = Extract<Architecture['encoder'], { type: T }>;

/** All encoders, the simplest first. */
export const encoderTypes = ['mlp', 'cnn', 'ds-cnn', 'tc-resnet', 'bc-resnet', 'rnn', 'gru', 'lstm'] as const;
/** All decoders. */
export const decoderTypes = ['pool', 'last', 'attention'] as const;

/**
 * Checks an architecture that came from outside and fills in the defaults.
 *
 * @throws PhonoscopeError `model-invalid` with the field and what was expected.
 */
export function parseArchitecture(input: unknown): Architecture {
  const parsed = v.safeParse(architectureSchema, input);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  const reason = `architecture, field "${v.getDotPath(issue) ?? 'the whole object'}": ${issue.message}`;
  throw new PhonoscopeError('model-invalid', reason, { reason });
}
