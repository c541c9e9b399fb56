import { allocateInKernel, roundToFloat32 } from '../kernel/vector-kernel.ts';
import { applyFilters, planBaseFrames, planSpectra } from './base-features.ts';
import { planCompression } from './compression.ts';
import { appendDeltas } from './deltas.ts';
import {
  baseWidth,
  countBands,
  countFrames,
  numBinsOf,
  statisticsWidth,
  needsLengths,
} from './feature-shape.ts';
import type { Features, Normalisation } from './features.ts';
import type { FrontEnd, SpectralFrontEnd } from './front-end.ts';
import { separate } from './hpss.ts';
import { melFilterBank } from './mel-filter-bank.ts';
import { planMfcc } from './mfcc.ts';
import { type Normaliser, planNormaliser } from './normalise.ts';
import { filterModulation, zeroState } from './rasta.ts';
import { resizeBands } from './resize-bands.ts';
import type { Engine } from './spectrum.ts';

/** Gives an array for the features of a clip. */
export type AllocateFeatures = (numValues: number) => Float32Array;

/** Turns mono samples at the front end's rate, after level and place, into features. @param allocate where they are to lie. */
export type FeatureExtractor = (samples: Float32Array, allocate?: AllocateFeatures) => Features;

/**
 * Prepares a front end once, so that many clips can go through it: frames → window → spectrum → HPSS → mel → log →
 * MFCC → modulation → deltas → normalise → fit → resize, in float64.
 *
 * @param normalisation the data set's mean and std per band; needed exactly when `normalise` is `dataset`.
 * @returns a function that allocates a few arrays a clip and, with the batch engine, nothing a frame.
 * @throws PhonoscopeError `front-end-invalid` when the normalisation is missing or has another number of bands.
 */
export function createFeatureExtractor(
  frontEnd: FrontEnd,
  normalisation: Normalisation | null,
  engine: Engine = 'meyda',
): FeatureExtractor {
  const { base, log, afterLog, normalise, fit } = planFeatureStages(frontEnd, normalisation, engine);
  const allocate = engine === 'batch' ? allocateInKernel : allocateToKeep;
  return (samples, allocateFeatures) => {
    const numFrames = countFrames(samples.length, frontEnd);
    let values = base(samples, numFrames, allocate);
    log(values);
    values = afterLog(values, numFrames);
    normalise(values);
    return fit(values, numFrames, allocateFeatures);
  };
}

/** The stations of a clip on its way to features; each works on `[numFrames, width]` values. */
type FeatureStages = {
  /** Spectrum or mel values, before the logarithm. */
  readonly base: Base;
  /** Works in place. */
  readonly log: (values: Float64Array) => void;
  /** MFCC, modulation and deltas; may work in place. */
  readonly afterLog: (values: Float64Array, numFrames: number) => Float64Array;
  /** Works in place. */
  readonly normalise: Normaliser;
  /** Cuts or pads to the front end's number of frames, and resizes the bands. */
  readonly fit: (values: Float64Array, numFrames: number, allocate?: AllocateFeatures) => Features;
};

/** Plans each station by itself: what `createFeatureExtractor` does in one go, for those who look in between. */
export function planFeatureStages(
  frontEnd: FrontEnd,
  normalisation: Normalisation | null,
  engine: Engine,
): FeatureStages {
  return {
    base: planBase(frontEnd, engine),
    log: planCompression(frontEnd, engine),
    afterLog: planAfterLog(frontEnd),
    normalise: planNormaliser(frontEnd, statisticsWidth(frontEnd), normalisation),
    fit: (values, numFrames, allocate) => fitAndResize(values, numFrames, frontEnd, allocate),
  };
}

type Allocate = (numValues: number) => Float64Array;

/** `allocate` may give an array for a short time; without it the values are the caller's to keep. */
type Base = (samples: Float32Array, numFrames: number, allocate?: Allocate) => Float64Array;

const allocateToKeep: Allocate = (numValues) => new Float64Array(numValues);

function planBase(frontEnd: FrontEnd, engine: Engine): Base {
  const isSeparating = frontEnd.stages.some((stage) => stage.startsWith('hpss'));
  if (isSeparating && frontEnd.kind !== 'meyda-mel') return planSeparatedBase(frontEnd, engine);
  const width = baseWidth(frontEnd);
  const framesOf = planBaseFrames(frontEnd, engine);
  return (samples, numFrames, allocate = allocateToKeep) => {
    const values = allocate(numFrames * width);
    framesOf({ samples, start: 0, numSamples: samples.length }, 0, numFrames, values, 0);
    return values;
  };
}

/** HPSS looks at the magnitudes of the whole clip before the mel bank sums them. */
function planSeparatedBase(frontEnd: SpectralFrontEnd, engine: Engine): Base {
  const numBins = numBinsOf(frontEnd);
  const magnitudesOf = planSpectra(frontEnd, 1, engine);
  const filters = frontEnd.kind === 'stft' ? null : melFilterBank(frontEnd);
  const part = frontEnd.stages.includes('hpss-harmonic') ? 'harmonic' : 'percussive';
  return (samples, numFrames) => {
    const magnitude = new Float64Array(numFrames * numBins);
    magnitudesOf({ samples, start: 0, numSamples: samples.length }, 0, numFrames, magnitude, 0);
    separate(magnitude, numFrames, numBins, part);
    if (frontEnd.power === 2) for (let i = 0; i < magnitude.length; i++) magnitude[i] = magnitude[i]! ** 2;
    if (filters === null) return magnitude;
    const values = new Float64Array(numFrames * filters.length);
    for (let index = 0; index < numFrames; index++) {
      applyFilters(filters, magnitude, index * numBins, values, index * filters.length);
    }
    return values;
  };
}

/** MFCC, modulation and deltas of a clip's `[numFrames, width]` values; may work in place. */
function planAfterLog(frontEnd: FrontEnd): (values: Float64Array, numFrames: number) => Float64Array {
  const width = baseWidth(frontEnd);
  const numCoefficients = frontEnd.kind === 'mfcc' ? frontEnd.numCoefficients : width;
  const cepstrum = frontEnd.kind === 'mfcc' ? planMfcc(width, numCoefficients, frontEnd.lifter) : null;
  return (values, numFrames) => {
    let output = values;
    if (cepstrum !== null) {
      output = new Float64Array(numFrames * numCoefficients);
      for (let i = 0; i < numFrames; i++) cepstrum(values, i * width, output, i * numCoefficients);
    }
    if (frontEnd.stages.includes('modulation')) {
      filterModulation(output, numFrames, numCoefficients, zeroState(numCoefficients));
    }
    return frontEnd.stages.includes('deltas') ? appendDeltas(output, numFrames, numCoefficients) : output;
  };
}

/** The first frame of a clip that stays when its middle is cut out. */
export function firstKeptFrame(numFrames: number, { maxFrames }: FrontEnd): number {
  return Math.max(0, Math.floor((numFrames - (maxFrames ?? numFrames)) / 2));
}

/** Cuts the middle out of a longer clip, pads a shorter one at its end, and resizes its bands. */
function fitAndResize(
  values: Float64Array,
  numFrames: number,
  frontEnd: FrontEnd,
  allocate: AllocateFeatures = (numValues) => new Float32Array(numValues),
): Features {
  const width = statisticsWidth(frontEnd);
  const frames = frontEnd.maxFrames ?? numFrames;
  const first = firstKeptFrame(numFrames, frontEnd);
  const kept = Math.min(frames, numFrames);
  let fitted = values;
  if (frames !== numFrames) {
    fitted = new Float64Array(frames * width).fill(frontEnd.padValue);
    fitted.set(values.subarray(first * width, (first + kept) * width));
  }
  const numBands = countBands(frontEnd);
  if (frontEnd.resizeBands !== null) fitted = resizeBands(fitted, frames, width, numBands);
  const output = allocate(fitted.length);
  roundToFloat32(fitted, output);
  const features = { values: output, numFrames: frames, numBands };
  return needsLengths(frontEnd) ? { ...features, numValid: kept } : features;
}
