import * as v from 'valibot';
import { PhonoscopeError } from '../errors.ts';

const positiveInteger = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));
const evenSize = v.pipe(
  positiveInteger,
  v.minValue(8),
  v.maxValue(32_768),
  v.check((size) => size % 2 === 0, 'an even number'),
);
const positive = v.pipe(v.number(), v.minValue(Number.MIN_VALUE), v.maxValue(1e30));
const notNegative = v.pipe(v.number(), v.minValue(0), v.maxValue(1e30));

/** Brings the clip's RMS to one level, amplified by no more than the limit. */
const level = v.strictObject({
  targetDbfs: v.pipe(v.number(), v.minValue(-100), v.maxValue(0)),
  maxGainDb: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
});

const stage = v.picklist(['hpss-harmonic', 'hpss-percussive', 'modulation', 'deltas']);

/** Fields of every kind; defaults are the preset `log-mel-16k`. */
const common = {
  sampleRate: v.optional(v.pipe(positiveInteger, v.minValue(4000), v.maxValue(192_000)), 16_000),
  level: v.optional(v.nullable(level), null),
  clipSamples: v.optional(
    v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10_000_000))),
    null,
  ),
  place: v.optional(v.picklist(['energy', 'start']), 'energy'),
  hopSamples: v.optional(positiveInteger, 160),
  fftSize: v.optional(evenSize, 512),
  centered: v.optional(v.boolean(), true),
  padMode: v.optional(v.picklist(['reflect', 'constant']), 'reflect'),
  stages: v.optional(v.pipe(v.array(stage), v.maxLength(4)), []),
  normalise: v.optional(v.picklist(['none', 'clip', 'dataset']), 'none'),
  maxFrames: v.optional(v.nullable(positiveInteger), null),
  fit: v.optional(v.literal('center-cut-right-pad'), 'center-cut-right-pad'),
  padValue: v.optional(v.pipe(v.number(), v.finite()), 0),
  resizeBands: v.optional(v.nullable(v.pipe(positiveInteger, v.maxValue(4096))), null),
};

/** Fields of the kinds that compute their own spectrum. */
const spectral = {
  ...common,
  windowSamples: v.optional(positiveInteger, 400),
  window: v.optional(v.picklist(['hann', 'hamming', 'rect']), 'hann'),
  power: v.optional(v.picklist([1, 2]), 2),
  log: v.optional(v.picklist(['db', 'ln', 'none']), 'db'),
  amin: v.optional(positive),
  logOffset: v.optional(notNegative, 0),
  topDb: v.optional(v.nullable(notNegative), null),
  ref: v.optional(v.union([positive, v.literal('max')]), 1),
};

const numBands = v.optional(v.pipe(positiveInteger, v.maxValue(512)), 40);

const mel = {
  ...spectral,
  numBands,
  minHz: v.optional(notNegative, 20),
  maxHz: v.optional(v.pipe(v.number(), v.minValue(1)), 7600),
  melScale: v.optional(v.picklist(['slaney', 'htk']), 'slaney'),
  melNorm: v.optional(v.picklist(['slaney', 'none']), 'slaney'),
};

const frontEndSchema = v.variant('kind', [
  v.strictObject({ kind: v.literal('mel'), ...mel }),
  v.strictObject({
    kind: v.literal('mfcc'),
    ...mel,
    numCoefficients: v.optional(v.pipe(positiveInteger, v.maxValue(512)), 13),
    lifter: v.optional(notNegative, 0),
  }),
  v.strictObject({ kind: v.literal('stft'), ...spectral }),
  v.strictObject({ kind: v.literal('meyda-mel'), ...common, numBands }),
]);

/** What anyone may write down: every field is optional, `kind` too. */
export type FrontEndInput = Partial<v.InferInput<typeof frontEndSchema>>;

type Parsed = v.InferOutput<typeof frontEndSchema>;
type WithAmin<T> = T extends { amin?: unknown } ? Omit<T, 'amin'> & { amin: number } : T;

/**
 * How sound becomes features; all fields of its kind filled in.
 *
 * The order of work is: mean of channels → resample → level → place → frames → window → spectrum → HPSS → mel → log →
 * MFCC → modulation → deltas → normalise → fit → resize. Times are in samples at `sampleRate`, frequencies in Hz.
 */
export type FrontEnd = Readonly<WithAmin<Parsed>>;
/** A front end that has a mel filter bank of our own. */
export type MelFrontEnd = Extract<FrontEnd, { kind: 'mel' | 'mfcc' }>;
/** A front end that computes its own spectrum. */
export type MeydaFrontEnd = Extract<FrontEnd, { kind: 'meyda-mel' }>;
export type SpectralFrontEnd = Exclude<FrontEnd, { kind: 'meyda-mel' }>;

/**
 * Checks a front end that came from outside and fills in the defaults.
 *
 * @throws PhonoscopeError `front-end-invalid` with the field and what was expected.
 */
export function parseFrontEnd(input: unknown): FrontEnd {
  const isObject = typeof input === 'object' && input !== null && !Array.isArray(input);
  const parsed = v.safeParse(frontEndSchema, isObject ? { kind: 'mel', ...input } : input, {
    abortEarly: true,
  });
  if (!parsed.success) {
    const issue = parsed.issues[0];
    throw invalid(v.getDotPath(issue) ?? 'the whole object', issue.message);
  }
  const frontEnd = withAmin(parsed.output);
  checkTogether(frontEnd);
  return frontEnd;
}

function withAmin(parsed: Parsed): FrontEnd {
  if (parsed.kind === 'meyda-mel') return parsed;
  return { ...parsed, amin: parsed.amin ?? (parsed.power === 2 ? 1e-10 : 1e-5) };
}

/** Rules that span several fields. */
function checkTogether(frontEnd: FrontEnd): void {
  const { kind, stages, sampleRate, fftSize, maxFrames, padValue } = frontEnd;
  const require = (isRight: boolean, field: string, expected: string) => {
    if (!isRight) throw invalid(field, expected);
  };
  require(new Set(stages).size === stages.length, 'stages', 'each stage once');
  const isHpssTwice = stages.includes('hpss-harmonic') && stages.includes('hpss-percussive');
  require(!isHpssTwice, 'stages', 'one of hpss-harmonic and hpss-percussive');
  require(maxFrames !== null || padValue === 0, 'padValue', 'only with maxFrames');
  if (kind === 'meyda-mel') {
    require(Number.isInteger(Math.log2(fftSize)), 'fftSize', 'a power of two (Meyda needs one)');
    require(!stages.some((stage) => stage.startsWith('hpss')), 'stages', 'no HPSS: Meyda keeps its spectrum');
    return;
  }
  require(frontEnd.windowSamples <= fftSize, 'windowSamples', `at most fftSize (${fftSize})`);
  require(frontEnd.logOffset === 0 || frontEnd.log === 'ln', 'logOffset', 'only with log "ln"');
  require(frontEnd.topDb === null || frontEnd.log === 'db', 'topDb', 'only with log "db"');
  require(frontEnd.ref === 1 || frontEnd.log === 'db', 'ref', 'only with log "db"');
  if (kind === 'stft') return;
  require(frontEnd.maxHz <= sampleRate / 2, 'maxHz', `at most half the sample rate (${sampleRate / 2} Hz)`);
  require(frontEnd.minHz < frontEnd.maxHz, 'minHz', `below maxHz (${frontEnd.maxHz})`);
  if (kind === 'mfcc') {
    require(frontEnd.numCoefficients <=
      frontEnd.numBands, 'numCoefficients', `at most numBands (${frontEnd.numBands})`);
  }
}

function invalid(field: string, expected: string): PhonoscopeError {
  return new PhonoscopeError('front-end-invalid', `Front end field "${field}": ${expected}.`, {
    field,
    expected,
  });
}

/**
 * Narrows to front ends with a mel bank of our own.
 *
 * @throws PhonoscopeError `front-end-invalid` for other kinds.
 */
export function requireMel(frontEnd: FrontEnd): MelFrontEnd {
  if (frontEnd.kind === 'mel' || frontEnd.kind === 'mfcc') return frontEnd;
  throw invalid('kind', '"mel" or "mfcc"');
}
