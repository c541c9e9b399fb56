import * as v from 'valibot';
import { PhonoscopeError } from '../errors.ts';

const positiveInteger = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));
const powerOfTwo = v.pipe(
  positiveInteger,
  v.minValue(32),
  v.maxValue(32_768),
  v.check((size) => Number.isInteger(Math.log2(size)), 'a power of two (the Meyda engine needs one)'),
);

/** Brings the clip's RMS to one level, amplified by no more than the limit. */
const levelSchema = v.strictObject({
  targetDbfs: v.pipe(v.number(), v.minValue(-100), v.maxValue(0)),
  maxGainDb: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
});

/**
 * The fields of a front end and their defaults, which are the preset `log-mel-16k`.
 * Every field of a `mel` front end is listed, so that fingerprints stay the same when more values are accepted.
 */
const frontEndSchema = v.strictObject({
  kind: v.optional(v.picklist(['mel']), 'mel'),
  sampleRate: v.optional(v.pipe(positiveInteger, v.minValue(4000), v.maxValue(192_000)), 16_000),
  level: v.optional(v.nullable(levelSchema), null),
  clipSamples: v.optional(v.nullable(positiveInteger), null),
  place: v.optional(v.picklist(['energy', 'start']), 'energy'),
  windowSamples: v.optional(positiveInteger, 400),
  hopSamples: v.optional(positiveInteger, 160),
  fftSize: v.optional(powerOfTwo, 512),
  window: v.optional(v.picklist(['hann', 'hamming', 'rect']), 'hann'),
  centered: v.optional(v.boolean(), true),
  padMode: v.optional(v.picklist(['reflect', 'constant']), 'reflect'),
  power: v.optional(v.picklist([1, 2]), 2),
  numBands: v.optional(v.pipe(positiveInteger, v.maxValue(512)), 40),
  minHz: v.optional(v.pipe(v.number(), v.minValue(0)), 20),
  maxHz: v.optional(v.pipe(v.number(), v.minValue(1)), 7600),
  melScale: v.optional(v.picklist(['slaney', 'htk']), 'slaney'),
  melNorm: v.optional(v.picklist(['slaney', 'none']), 'slaney'),
  log: v.optional(v.picklist(['db', 'ln', 'none']), 'db'),
  amin: v.optional(v.pipe(v.number(), v.minValue(Number.MIN_VALUE))),
  logOffset: v.optional(v.pipe(v.number(), v.minValue(0)), 0),
  topDb: v.optional(v.null(), null),
  ref: v.optional(v.literal(1), 1),
  stages: v.optional(v.pipe(v.array(v.string()), v.maxLength(0)), []),
  normalise: v.optional(v.picklist(['none', 'dataset']), 'none'),
  maxFrames: v.optional(v.null(), null),
  fit: v.optional(v.literal('center-cut-right-pad'), 'center-cut-right-pad'),
  padValue: v.optional(v.literal(0), 0),
  resizeBands: v.optional(v.null(), null),
});

/** What anyone may write down: every field is optional. */
export type FrontEndInput = v.InferInput<typeof frontEndSchema>;

/**
 * How sound becomes features; all fields filled in.
 *
 * The order of work is: mean of channels → resample → level → place → frames → window → spectrum → mel →
 * log → normalise. Times are in samples at `sampleRate`, frequencies in Hz.
 */
export type FrontEnd = Readonly<Omit<v.InferOutput<typeof frontEndSchema>, 'amin'>> & {
  readonly amin: number;
};

/**
 * Checks a front end that came from outside and fills in the defaults.
 *
 * @throws PhonoscopeError `front-end-invalid` with the field and what was expected.
 */
export function parseFrontEnd(input: unknown): FrontEnd {
  const parsed = v.safeParse(frontEndSchema, input);
  if (!parsed.success) {
    const issue = parsed.issues[0];
    throw invalid(v.getDotPath(issue) ?? 'the whole object', issue.message);
  }
  const { amin, ...fields } = parsed.output;
  const frontEnd = { ...fields, amin: amin ?? (fields.power === 2 ? 1e-10 : 1e-5) };
  if (frontEnd.windowSamples > frontEnd.fftSize) {
    throw invalid('windowSamples', `at most fftSize (${frontEnd.fftSize})`);
  }
  if (frontEnd.maxHz > frontEnd.sampleRate / 2) {
    throw invalid('maxHz', `at most half the sample rate (${frontEnd.sampleRate / 2} Hz)`);
  }
  if (frontEnd.minHz >= frontEnd.maxHz) throw invalid('minHz', `below maxHz (${frontEnd.maxHz})`);
  if (frontEnd.logOffset !== 0 && frontEnd.log !== 'ln') throw invalid('logOffset', 'only with log "ln"');
  return frontEnd;
}

function invalid(field: string, expected: string): PhonoscopeError {
  return new PhonoscopeError('front-end-invalid', `Front end field "${field}": ${expected}.`, {
    field,
    expected,
  });
}

/** The preset `log-mel-16k`: 25 ms Hann windows every 10 ms, 40 Slaney bands from 20 to 7,600 Hz, dB. */
export const logMel16k: FrontEnd = parseFrontEnd({});
