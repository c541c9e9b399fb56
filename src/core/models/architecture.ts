import * as v from 'valibot';
import { PhonoscopeError } from '../errors.ts';

const size = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1024));
const kernel = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(101));

const architectureSchema = v.strictObject({
  encoder: v.strictObject({
    type: v.literal('tc-resnet'),
    /** Filters of the first convolution. */
    stemFilters: v.optional(size, 24),
    /** Frames that the first convolution sees. */
    stemKernel: v.optional(kernel, 3),
    /** Filters of each residual block; each block halves the number of frames. */
    blockFilters: v.optional(v.pipe(v.array(size), v.minLength(1), v.maxLength(12)), [36, 48, 72]),
    /** Frames that a block's convolutions see. */
    kernel: v.optional(kernel, 9),
  }),
  decoder: v.strictObject({
    /** Mean over time, then one dense layer. */
    type: v.optional(v.literal('pool'), 'pool'),
    /** Share of the pooled values set to zero in training. */
    dropout: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.9)), 0.2),
  }),
});

/** A network as plain data: an encoder that turns frames into frames, a decoder that turns them into scores. */
export type Architecture = v.InferOutput<typeof architectureSchema>;
export type TcResnetEncoder = Architecture['encoder'];

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
