import { createRandom } from '../training/random.ts';
import { energyOf } from './active-power.ts';
import { planConvolver } from './convolver.ts';

/** So many tails stand for the whole range of decay times; they are transformed once. */
const numDecays = 16;
/** A tail is cut off where it is 36 dB down: below that it is lost in any noise. */
const heardShare = 36 / 60;
const longestSec = 2;

/** Adds a tail to a clip: number `index`, with `share` of its full power. */
export type Rooms = {
  readonly numRooms: number;
  readonly addTail: (samples: Float32Array, index: number, share: number) => void;
};

/**
 * Prepares rooms: measured impulse responses where there are any, else noise that decays exponentially, with times
 * spread evenly over a range. A computed tail has the energy of the direct sound, a measured one its own.
 *
 * @param decaySec the time in which a tail falls by 60 dB.
 * @param impulseResponses at the sampling rate of the clips; the highest sample counts as the direct sound.
 */
export function prepareRooms(
  decaySec: readonly [number, number],
  impulseResponses: readonly Float32Array[],
  sampleRateHz: number,
): Rooms {
  const tails =
    impulseResponses.length > 0
      ? impulseResponses.map((response) => measuredTail(response, longestSec * sampleRateHz))
      : computedTails(decaySec, sampleRateHz);
  const convolver = planConvolver(Math.max(1, ...tails.map(({ length }) => length)));
  const spectra = tails.map((tail) => convolver.spectrumOf(tail));
  return {
    numRooms: spectra.length,
    addTail(samples, index, share) {
      const spectrum = spectra[index];
      if (spectrum === undefined) throw new RangeError(`There is no room ${index}.`);
      convolver.addConvolved(samples, spectrum, Math.sqrt(share));
    },
  };
}

function computedTails([shortest, longest]: readonly [number, number], sampleRateHz: number): Float64Array[] {
  return Array.from({ length: numDecays }, (_, index) => {
    const seconds = shortest + ((longest - shortest) * (index + 0.5)) / numDecays;
    // The same tails in every thread and every run.
    return decayingNoise(seconds, sampleRateHz, index);
  });
}

/** Noise that falls by 60 dB in `decaySec`, of energy 1; its first sample, the direct sound's, is 0. */
export function decayingNoise(decaySec: number, sampleRateHz: number, seed: number): Float64Array {
  const random = createRandom(41, seed);
  const numTaps = Math.max(2, Math.ceil(Math.min(longestSec, decaySec * heardShare) * sampleRateHz));
  const tail = Float64Array.from({ length: numTaps }, (_, n) =>
    n === 0 ? 0 : random.normal() * 10 ** ((-3 * n) / (decaySec * sampleRateHz)),
  );
  const energy = energyOf(Float32Array.from(tail));
  return tail.map((value) => value / Math.sqrt(energy));
}

/** What comes after the direct sound, which is brought to 1; all zeros for a silent response. */
function measuredTail(response: Float32Array, maxTaps: number): Float64Array {
  let peak = 0;
  for (let i = 1; i < response.length; i++) {
    if (Math.abs(response[i]!) > Math.abs(response[peak]!)) peak = i;
  }
  const direct = response[peak] ?? 0;
  const tail = Float64Array.from(response.subarray(peak, peak + maxTaps), (value) =>
    direct === 0 ? 0 : value / direct,
  );
  if (tail.length > 0) tail[0] = 0;
  return tail;
}
