import { planConvolver } from '../convolver.ts';
import { decayingNoise } from '../rooms.ts';

/** Lets a recording sound in a room: a new array, longer by the room's tail. */
export type Room = (samples: Float32Array) => Float32Array;

/**
 * Computes a room whose tail falls by 60 dB in `decaySec` and has the energy of the direct sound; always the same tail for
 * the same time. It is cut off 36 dB down, as in `prepareRooms`.
 */
export function planRoom(decaySec: number, sampleRateHz: number): Room {
  const tail = decayingNoise(decaySec, sampleRateHz, Math.round(1000 * decaySec));
  const convolver = planConvolver(tail.length);
  const spectrum = convolver.spectrumOf(tail);
  return (samples) => {
    const output = new Float32Array(samples.length + tail.length - 1);
    output.set(samples);
    convolver.addConvolved(output, spectrum, 1);
    return output;
  };
}
