import { PhonoscopeError } from '../errors.ts';
import { countFrames, maxClipValues, numClipValues } from '../features/feature-shape.ts';
import type { FrontEnd } from '../features/front-end.ts';
import type { Audio } from './audio.ts';
import { measureLevel } from './level.ts';
import { maxRateHz, minRateHz } from './rates.ts';
import { resample } from './resample.ts';
import type { AllocateSamples } from './sample-arena.ts';

/** A recording at the front end's rate and the part of it that a model hears. */
export type PreparedClip = {
  /** The whole recording, mono, at the front end's sample rate, before level and place. */
  readonly whole: Float32Array;
  /** What the model hears, after level and place. */
  readonly samples: Float32Array;
  /** By what `level` multiplied the samples. */
  readonly gain: number;
  /** Where `samples[0]` lies in `whole`; negative when zeros were put in front. */
  readonly startSample: number;
  /** Of `whole`; −Infinity for digital silence. */
  readonly rmsDbfs: number;
  readonly peakDbfs: number;
  /** Every sample is exactly zero. */
  readonly isSilent: boolean;
};

/** Samples at the front end's rate: ten minutes at 192 kHz, two hours at 16 kHz; 460 MB. */
const maxSamples = 115_200_000;
/** Files of floats reach 200 dB (as integers of 32 bits), resampling a little more; far beyond, powers overflow float32. */
const maxPeakDbfs = 220;

/**
 * Does a front end's first steps: mean of channels → resample → level → place.
 *
 * @param allocate where `whole` and `samples` are to lie.
 * @throws PhonoscopeError `audio-bad-rate`; `audio-too-long` before anything of that size is allocated;
 *   `audio-undecodable` for NaN, infinite or absurdly large samples.
 */
export function prepareClip(
  audio: Audio,
  frontEnd: FrontEnd,
  allocate: AllocateSamples = (numSamples) => new Float32Array(numSamples),
): PreparedClip {
  checkSize(audio, frontEnd);
  const whole = resample(meanOfChannels(audio), audio.sampleRateHz, frontEnd.sampleRate, allocate);
  const { rmsDbfs, peakDbfs } = measureLevel(whole);
  // Written so that NaN is refused too.
  if (!(peakDbfs <= maxPeakDbfs)) {
    const reason = 'samples that are no sensible numbers';
    throw new PhonoscopeError('audio-undecodable', `The sound holds ${reason}.`, { reason });
  }
  const gain = levelGain(rmsDbfs, frontEnd.level);
  const numSamples = frontEnd.clipSamples ?? whole.length;
  const startSample = frontEnd.place === 'start' ? 0 : placeAroundEnergy(whole, numSamples);
  const samples = allocate(numSamples);
  const first = Math.max(0, -startSample);
  const end = Math.min(numSamples, whole.length - startSample);
  for (let i = first; i < end; i++) samples[i] = whole[startSample + i]! * gain;
  const isSilent = peakDbfs === Number.NEGATIVE_INFINITY;
  return { whole, samples, gain, startSample, rmsDbfs, peakDbfs, isSilent };
}

/** Refuses what would fill the memory: long recordings, and front ends that make too much of them. */
function checkSize({ sampleRateHz, channels }: Audio, frontEnd: FrontEnd): void {
  if (!(sampleRateHz >= minRateHz && sampleRateHz <= maxRateHz)) {
    throw new PhonoscopeError(
      'audio-bad-rate',
      `The sound has ${sampleRateHz} Hz; rates from ${minRateHz} to ${maxRateHz} Hz can be read.`,
      { rateHz: sampleRateHz, minHz: minRateHz, maxHz: maxRateHz },
    );
  }
  const numSamples = Math.ceil(((channels[0]?.length ?? 0) * frontEnd.sampleRate) / sampleRateHz);
  const numFrames = countFrames(frontEnd.clipSamples ?? numSamples, frontEnd);
  if (numSamples <= maxSamples && numClipValues(numSamples, frontEnd) <= maxClipValues) return;
  throw new PhonoscopeError(
    'audio-too-long',
    `The recording is too long: ${numSamples} samples, ${numFrames} frames. Cut out the part with the word.`,
    { numSamples, numFrames },
  );
}

/** The mean of all channels, as one channel of the same length. */
function meanOfChannels({ channels }: Audio): Float32Array {
  const [first] = channels;
  if (first === undefined) return new Float32Array(0);
  if (channels.length === 1) return first;
  const mean = new Float32Array(first.length);
  for (let i = 0; i < mean.length; i++) {
    let sum = 0;
    for (const channel of channels) sum += channel[i] ?? 0;
    mean[i] = sum / channels.length;
  }
  return mean;
}

function levelGain(rmsDbfs: number, level: FrontEnd['level']): number {
  if (level === null || !Number.isFinite(rmsDbfs)) return 1;
  return 10 ** (Math.min(level.targetDbfs - rmsDbfs, level.maxGainDb) / 20);
}

/**
 * Where to cut a longer clip: around the middle of its loudest part, which is the stretch of half the cut's length
 * with the most energy. A shorter clip lies in the middle of zeros.
 */
function placeAroundEnergy(samples: Float32Array, numSamples: number): number {
  if (samples.length <= numSamples) return -Math.floor((numSamples - samples.length) / 2);
  const stretch = Math.max(1, Math.floor(numSamples / 2));
  let energy = 0;
  let largest = -1;
  let firstBest = 0;
  let lastBest = 0;
  for (let i = 0; i < samples.length; i++) {
    energy += square(samples[i]) - (i >= stretch ? square(samples[i - stretch]) : 0);
    if (i < stretch - 1) continue;
    // Rounding in the running sum must not decide between equal stretches: one part in 10⁹ is a tie.
    if (energy > largest * (1 + 1e-9)) {
      largest = energy;
      firstBest = i;
      lastBest = i;
    } else if (i === lastBest + 1 && energy >= largest * (1 - 1e-9)) {
      lastBest = i;
    }
  }
  const middle = (firstBest + lastBest) / 2 - stretch / 2;
  return Math.max(0, Math.min(samples.length - numSamples, Math.round(middle - numSamples / 2)));
}

function square(sample = 0): number {
  return sample * sample;
}
