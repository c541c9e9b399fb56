import { applyFilters, spectrumOf } from './base-features.ts';
import { firstKeptFrame, planFeatureStages } from './extract-features.ts';
import { baseWidth, countFrames, numBinsOf, statisticsWidth } from './feature-shape.ts';
import type { Normalisation } from './features.ts';
import { analysisWindow, fillFrame } from './frames.ts';
import type { FrontEnd } from './front-end.ts';
import { type MelFilter, melFilterBank } from './mel-filter-bank.ts';
import { meydaFilterBank, meydaSpectrum, meydaWindow } from './meyda-engine.ts';
import type { Engine, SpectrumOf } from './spectrum.ts';

/** One frame at every station on its way to the model. Arrays of `fftSize` samples, bins 0…fftSize/2, or bands. */
export type ExplainedFrame = {
  readonly index: number;
  /** Of the clip that the model hears, before frames are cut or padded. */
  readonly numFrames: number;
  /** Where the frame's first sample lies in what the model hears; may be negative. */
  readonly firstSample: number;
  /** What the frame holds before the window; mirrored or zero beyond the clip's ends. */
  readonly samples: Float64Array;
  readonly window: Float64Array;
  readonly windowed: Float64Array;
  /** |X|² in dB, not below {@link floorDb}. */
  readonly spectrumDb: Float64Array;
  /** What HPSS leaves of the spectrum, in the same dB; null without that stage. */
  readonly separatedDb: Float64Array | null;
  /** The mel bank; null for kind `stft`. */
  readonly filters: readonly MelFilter[] | null;
  /** Spectrum or mel values before the logarithm. */
  readonly linear: Float64Array;
  readonly logged: Float64Array;
  /** After MFCC, modulation and deltas; null where the front end has none of them. */
  readonly staged: Float64Array | null;
  /** Null where the front end does not normalise. */
  readonly normalised: Float64Array | null;
  /** The frame as the model gets it; null where the fit has cut it away. */
  readonly features: Float32Array | null;
  readonly ranges: ClipRanges;
};

/** Lowest and highest value of a whole clip. */
export type ValueRange = readonly [lowest: number, highest: number];

/** What the clip's other frames reach, so that pictures of one frame keep their scale. */
type ClipRanges = {
  readonly samples: ValueRange;
  readonly logged: ValueRange;
  readonly staged: ValueRange | null;
  readonly normalised: ValueRange | null;
  readonly features: ValueRange;
};

/** Explains frame number `index`, which is brought into the clip's range. The arrays are new. */
export type FrameExplainer = (index: number) => ExplainedFrame;

/** Lowest level that a spectrum is given in; 24-bit sound ends far above. */
const floorDb = -200;

/**
 * Takes a clip to pieces: its features are worked out once, station by station, and single frames read from them.
 *
 * @param samples what the model hears: mono, at the front end's rate, after level and place. Not changed.
 * @returns for frame i exactly the values of frame i in `createFeatureExtractor(frontEnd, normalisation, engine)`.
 * @throws PhonoscopeError `front-end-invalid` as `createFeatureExtractor`.
 */
export function explainClip(
  samples: Float32Array,
  frontEnd: FrontEnd,
  normalisation: Normalisation | null,
  engine: Engine = 'meyda',
): FrameExplainer {
  const stations = workOut(samples, frontEnd, normalisation, engine);
  const { numFrames, linear, logged, staged, normalised, separated, features } = stations;
  const window = frontEnd.kind === 'meyda-mel' ? meydaWindow(frontEnd.fftSize) : analysisWindow(frontEnd);
  const spectrum = planPowerSpectrum(frontEnd, engine);
  const filters = filtersOf(frontEnd);
  const firstKept = firstKeptFrame(numFrames, frontEnd);
  const ranges: ClipRanges = {
    samples: rangeOf(samples),
    logged: rangeOf(logged),
    staged: staged && rangeOf(staged),
    normalised: normalised && rangeOf(normalised),
    features: rangeOf(features.values),
  };
  // The sound around the window is shown too, so the frame is read as if the window were as long as the FFT.
  const unwindowed =
    frontEnd.kind === 'meyda-mel' ? frontEnd : { ...frontEnd, windowSamples: frontEnd.fftSize };
  const ones = new Float64Array(frontEnd.fftSize).fill(1);
  const span = { samples, start: 0, numSamples: samples.length };
  return (wanted) => {
    const index = Math.max(0, Math.min(numFrames - 1, Math.round(wanted)));
    const row = (values: Float64Array | null, width: number) =>
      values?.slice(index * width, (index + 1) * width) ?? null;
    const frame = new Float64Array(frontEnd.fftSize);
    fillFrame(span, index, unwindowed, ones, frame);
    const windowed = frame.map((sample, i) => sample * window[i]!);
    const power = new Float64Array(numBinsOf(frontEnd));
    spectrum(windowed, power);
    const kept = index - firstKept;
    const isKept = kept >= 0 && kept < features.numFrames;
    const { numBands } = features;
    const linearRow = linear.slice(index * baseWidth(frontEnd), (index + 1) * baseWidth(frontEnd));
    if (frontEnd.kind === 'meyda-mel' && filters !== null) applyFilters(filters, power, 0, linearRow, 0);
    return {
      index,
      numFrames,
      firstSample: index * frontEnd.hopSamples - (frontEnd.centered ? frontEnd.fftSize / 2 : 0),
      samples: frame,
      window: window.slice(),
      windowed,
      spectrumDb: power.map(toDb),
      separatedDb: row(separated, numBinsOf(frontEnd))?.map(toDb) ?? null,
      filters,
      linear: linearRow,
      logged: logged.slice(index * baseWidth(frontEnd), (index + 1) * baseWidth(frontEnd)),
      staged: row(staged, statisticsWidth(frontEnd)),
      normalised: row(normalised, statisticsWidth(frontEnd)),
      features: isKept ? features.values.slice(kept * numBands, (kept + 1) * numBands) : null,
      ranges,
    };
  };
}

/** The whole clip after each station; stations that the front end lacks are null. */
function workOut(
  samples: Float32Array,
  frontEnd: FrontEnd,
  normalisation: Normalisation | null,
  engine: Engine,
) {
  const { base, log, afterLog, normalise, fit } = planFeatureStages(frontEnd, normalisation, engine);
  const numFrames = countFrames(samples.length, frontEnd);
  const linear = base(samples, numFrames);
  const logged = linear.slice();
  log(logged);
  const isStaged = statisticsWidth(frontEnd) !== baseWidth(frontEnd) || hasStageAfterLog(frontEnd);
  const staged = isStaged ? afterLog(logged.slice(), numFrames) : null;
  const normalised = frontEnd.normalise === 'none' ? null : (staged ?? logged).slice();
  if (normalised !== null) normalise(normalised);
  const features = fit((normalised ?? staged ?? logged).slice(), numFrames);
  const separated = separatedPower(samples, numFrames, frontEnd, engine);
  return { numFrames, linear, logged, staged, normalised, features, separated };
}

function hasStageAfterLog({ kind, stages }: FrontEnd): boolean {
  return kind === 'mfcc' || stages.includes('modulation') || stages.includes('deltas');
}

/** |X|² of the whole clip after HPSS, `[numFrames, bins]`; null without that stage. */
function separatedPower(
  samples: Float32Array,
  numFrames: number,
  frontEnd: FrontEnd,
  engine: Engine,
): Float64Array | null {
  if (frontEnd.kind === 'meyda-mel' || !frontEnd.stages.some((stage) => stage.startsWith('hpss')))
    return null;
  const spectral: FrontEnd = {
    ...frontEnd,
    kind: 'stft',
    power: 2,
    normalise: 'none',
    maxFrames: null,
    resizeBands: null,
  };
  return planFeatureStages(spectral, null, engine).base(samples, numFrames);
}

function planPowerSpectrum(frontEnd: FrontEnd, engine: Engine): SpectrumOf {
  if (frontEnd.kind === 'meyda-mel') return meydaSpectrum(frontEnd.fftSize, 2);
  return spectrumOf(frontEnd, 2, engine);
}

function filtersOf(frontEnd: FrontEnd): readonly MelFilter[] | null {
  if (frontEnd.kind === 'stft') return null;
  if (frontEnd.kind !== 'meyda-mel') return melFilterBank(frontEnd);
  return meydaFilterBank(frontEnd.fftSize, frontEnd.sampleRate, frontEnd.numBands);
}

function rangeOf(values: Iterable<number>): ValueRange {
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  return lowest <= highest ? [lowest, highest] : [0, 0];
}

function toDb(power: number): number {
  return Math.max(floorDb, 10 * Math.log10(power));
}
