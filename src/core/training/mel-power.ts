import type { Features } from '../features/features.ts';
import type { MelFrontEnd } from '../features/front-end.ts';
import { hzToMel, melCornersHz, melToHz } from '../features/mel-filter-bank.ts';

/** A clip as mel powers (not logarithms), row-major `[numFrames, numBands]`. */
export type MelPowers = {
  readonly values: Float64Array;
  readonly numFrames: number;
  readonly numBands: number;
};

/** What is needed about each band of a front end. */
export type MelBands = {
  /** What the band adds to a frame's power: half its width in Hz undoes the area norm of the bank. */
  readonly weight: Float64Array;
  readonly centreHz: Float64Array;
  /** Where a frequency lies between the centres, in bands; clamped to the first and last. */
  readonly position: (hz: number) => number;
};

/** @returns the power ratio of a level in dB. */
export function fromDb(db: number): number {
  // exp is several times faster than a power of 10, and this runs for each value of each batch.
  return Math.exp(db * (Math.LN10 / 10));
}

/** Computes the bands' tables of a front end. */
export function melBands(frontEnd: MelFrontEnd): MelBands {
  const { numBands, melNorm, melScale, minHz } = frontEnd;
  const corners = melCornersHz(frontEnd);
  const corner = (i: number) => corners[i] ?? 0;
  const lowMel = hzToMel(minHz, melScale);
  const stepMel = hzToMel(corner(1), melScale) - lowMel;
  return {
    weight: Float64Array.from({ length: numBands }, (_, band) =>
      melNorm === 'slaney' ? (corner(band + 2) - corner(band)) / 2 : 1,
    ),
    centreHz: Float64Array.from({ length: numBands }, (_, band) =>
      melToHz(lowMel + (band + 1) * stepMel, melScale),
    ),
    position: (hz) => Math.max(0, Math.min(numBands - 1, (hzToMel(hz, melScale) - lowMel) / stepMel - 1)),
  };
}

/** Mean power of a frame (bands weighted) of white noise at the level to which the front end brings clips. */
export function levelledFramePower({
  level,
  fftSize,
  windowSamples,
  sampleRate,
  minHz,
  maxHz,
}: MelFrontEnd): number {
  // Squares of a Hann window sum to 3/8 of its length.
  const perBin = (3 / 8) * windowSamples * fromDb(level?.targetDbfs ?? -26);
  return (perBin * (maxHz - minHz) * fftSize) / sampleRate;
}

/** Power of each frame, bands weighted. */
export function framePowers({ values, numFrames, numBands }: MelPowers, weight: Float64Array): Float64Array {
  return Float64Array.from({ length: numFrames }, (_, frame) => {
    let sum = 0;
    for (let band = 0; band < numBands; band++)
      sum += (values[frame * numBands + band] ?? 0) * (weight[band] ?? 0);
    return sum;
  });
}

/** Mean of the frames within 15 dB of the loudest: the level of the sound without the pauses around it. */
export function activePower(perFrame: Float64Array): number {
  const threshold = Math.max(...perFrame) * fromDb(-15);
  const active = perFrame.filter((power) => power >= threshold);
  return active.reduce((sum, power) => sum + power, 0) / Math.max(1, active.length);
}

export type Stretch = {
  /** 1.1 = a tenth faster, about the middle. */
  readonly speed: number;
  /** Later by so many frames. */
  readonly shiftFrames: number;
  /** 1.1 = all frequencies a tenth higher. */
  readonly frequency: number;
};

/** Stretches a clip in dB along time and frequency by interpolation; past its ends the outer frames go on. */
export function stretch(
  clip: Features,
  bands: MelBands,
  { speed, shiftFrames, frequency }: Stretch,
): MelPowers {
  const { values, numFrames, numBands } = clip;
  const middle = (numFrames - 1) / 2;
  const columns = Float64Array.from(bands.centreHz, (hz) => bands.position(hz / frequency));
  const powers = new Float64Array(values.length);
  for (let frame = 0; frame < numFrames; frame++) {
    const wanted = middle + (frame - shiftFrames - middle) * speed;
    const time = Math.max(0, Math.min(numFrames - 1, wanted));
    const row = Math.min(numFrames - 2, Math.floor(time));
    const timeShare = time - row;
    for (let band = 0; band < numBands; band++) {
      const column = Math.min(numBands - 2, Math.floor(columns[band] ?? 0));
      const bandShare = (columns[band] ?? 0) - column;
      const at = row * numBands + column;
      const early = mix(values[at], values[at + 1], bandShare);
      const late = mix(values[at + numBands], values[at + numBands + 1], bandShare);
      powers[frame * numBands + band] = fromDb(mix(early, late, timeShare));
    }
  }
  return { values: powers, numFrames, numBands };
}

function mix(a = 0, b = 0, share: number): number {
  return a + (b - a) * share;
}

/** Adds a tail that falls by 60 dB in `decaySec` and holds `share` of the direct sound's energy. */
export function addRoom(
  { values, numFrames, numBands }: MelPowers,
  { decaySec, share, frameSec }: { decaySec: number; share: number; frameSec: number },
): void {
  const decay = fromDb((-60 * frameSec) / decaySec);
  for (let band = 0; band < numBands; band++) {
    let tail = 0;
    for (let frame = 0; frame < numFrames; frame++) {
      const at = frame * numBands + band;
      const direct = values[at] ?? 0;
      values[at] = direct + tail;
      tail = tail * decay + direct * share * (1 - decay);
    }
  }
}

/** Adds a stretch of another sound, frame by frame from `firstFrame` on, repeating it when it is too short. */
export function addPowers(target: MelPowers, source: MelPowers, firstFrame: number, gain: number): void {
  const { values, numFrames, numBands } = target;
  for (let frame = 0; frame < numFrames; frame++) {
    const from = ((firstFrame + frame) % source.numFrames) * numBands;
    const to = frame * numBands;
    for (let band = 0; band < numBands; band++) {
      values[to + band] = (values[to + band] ?? 0) + gain * (source.values[from + band] ?? 0);
    }
  }
}

/** Takes away what lies above `hz`: 40 dB in the first band, everything in those above. */
export function cutAbove({ values, numBands }: MelPowers, centreHz: Float64Array, hz: number): void {
  const first = centreHz.findIndex((centre) => centre > hz);
  if (first < 0) return;
  for (let at = 0; at < values.length; at++) {
    const band = at % numBands;
    if (band >= first) values[at] = band === first ? (values[at] ?? 0) * 1e-4 : 0;
  }
}
