import { PhonoscopeError } from '../errors.ts';
import { planBaseFrames } from './base-features.ts';
import { planCompression } from './compression.ts';
import { baseWidth, countBands, countFrames } from './feature-shape.ts';
import type { Features, Normalisation } from './features.ts';
import type { FrontEnd } from './front-end.ts';
import { planMfcc } from './mfcc.ts';
import { planNormaliser } from './normalise.ts';
import { filterModulation, zeroState } from './rasta.ts';
import type { Engine } from './spectrum.ts';

/** Turns a stream of samples into frames as they become certain. */
export type FeatureStream = {
  /** Takes further samples and returns the frames that they complete (possibly none). */
  push(samples: Float32Array): Features;
  /** Ends the stream and returns the last frames. */
  finish(): Features;
};

/** The first field that needs the whole clip, or null: such a front end has no stream. */
export function wholeClipField(frontEnd: FrontEnd): string | null {
  const { level, clipSamples, normalise, maxFrames, resizeBands, stages } = frontEnd;
  if (level !== null) return 'level';
  if (clipSamples !== null) return 'clipSamples';
  if (normalise === 'clip') return 'normalise';
  if (maxFrames !== null) return 'maxFrames';
  if (resizeBands !== null) return 'resizeBands';
  const stage = stages.find((name) => name !== 'modulation');
  if (stage !== undefined) return 'stages';
  if (frontEnd.kind === 'meyda-mel') return null;
  if (frontEnd.ref === 'max') return 'ref';
  return frontEnd.topDb === null ? null : 'topDb';
}

/**
 * Starts a stream whose frames, together, equal those of the whole recording bit for bit (same engine).
 *
 * @throws PhonoscopeError `front-end-invalid` for front ends with a field that needs the whole clip.
 */
export function createFeatureStream(
  frontEnd: FrontEnd,
  normalisation: Normalisation | null,
  engine: Engine = 'meyda',
): FeatureStream {
  const field = wholeClipField(frontEnd);
  if (field !== null) {
    throw new PhonoscopeError(
      'front-end-invalid',
      `A stream cannot have "${field}": it needs the whole clip.`,
      {
        field,
        expected: 'a value that does not need the whole clip',
      },
    );
  }
  const width = baseWidth(frontEnd);
  const numBands = countBands(frontEnd);
  const framesOf = planBaseFrames(frontEnd, engine);
  const log = planCompression(frontEnd, engine);
  const cepstrum = frontEnd.kind === 'mfcc' ? planMfcc(width, numBands, frontEnd.lifter) : null;
  const isFiltering = frontEnd.stages.includes('modulation');
  const modulation = zeroState(numBands);
  const normalise = planNormaliser(frontEnd, numBands, normalisation);
  const held = createHeldSamples();
  let nextFrame = 0;

  const framesUpTo = (end: number): Features => {
    const numFrames = Math.max(0, end - nextFrame);
    const base = new Float64Array(numFrames * width);
    framesOf(held.span(), nextFrame, numFrames, base, 0);
    nextFrame += numFrames;
    log(base);
    const values = cepstrum === null ? base : new Float64Array(numFrames * numBands);
    if (cepstrum !== null)
      for (let i = 0; i < numFrames; i++) cepstrum(base, i * width, values, i * numBands);
    if (isFiltering) filterModulation(values, numFrames, numBands, modulation);
    normalise(values);
    return { values: new Float32Array(values), numFrames, numBands };
  };

  return {
    push(samples) {
      held.append(samples);
      const features = framesUpTo(numCertainFrames(held.span().numSamples, frontEnd));
      held.dropBefore(firstNeeded(nextFrame, frontEnd));
      return features;
    },
    finish: () => framesUpTo(countFrames(held.span().numSamples, frontEnd)),
  };
}

/** Frames that no later sample can change. A centred frame at the start mirrors one sample past its half. */
function numCertainFrames(numSamples: number, { centered, hopSamples, fftSize }: FrontEnd): number {
  const reach = centered ? fftSize / 2 + 1 : fftSize;
  return Math.max(0, Math.floor((numSamples - reach) / hopSamples) + 1);
}

/** The last frames of a clip mirror as much of it as a centred frame reaches past the end. */
function firstNeeded(frame: number, { centered, hopSamples, fftSize }: FrontEnd): number {
  return frame * hopSamples - (centered ? fftSize : 0);
}

/** The samples that are still needed, in one array that moves along. */
function createHeldSamples() {
  let samples = new Float32Array(0);
  let start = 0;
  return {
    span: () => ({ samples, start, numSamples: start + samples.length }),
    append(more: Float32Array): void {
      const joined = new Float32Array(samples.length + more.length);
      joined.set(samples);
      joined.set(more, samples.length);
      samples = joined;
    },
    dropBefore(first: number): void {
      const count = Math.min(samples.length, Math.max(0, first - start));
      if (count === 0) return;
      samples = samples.slice(count);
      start += count;
    },
  };
}
