import { createRandom, type Random } from '../training/random.ts';
import { energyOf } from './active-power.ts';

const noiseSec = 8;
/** Steadily spoken: about four syllables a second. */
const syllableSec: readonly [number, number] = [0.12, 0.4];
const numVoices = 7;
/** First three resonances of vowels in Hz, and their width. */
const formantsHz: readonly (readonly [number, number])[] = [
  [300, 850],
  [900, 2300],
  [2400, 3300],
];
const formantWidthHz = 110;

/**
 * Makes noises by arithmetic, 8 s each, at an RMS of 0.1: white, pink, brown, a fan (brown noise under the hum of
 * its motor and blades) and a babble of voices that say nothing. The same numbers wherever it is called.
 */
export function builtInNoises(sampleRateHz: number): Float32Array[] {
  const random = (kind: number) => createRandom(43, kind);
  return [
    white(sampleRateHz, random(0)),
    pink(sampleRateHz, random(1)),
    brown(sampleRateHz, random(2)),
    fan(sampleRateHz, random(3)),
    babble(sampleRateHz, random(4)),
  ].map(levelled);
}

function levelled(samples: Float32Array): Float32Array {
  const gain = 0.1 / Math.sqrt(energyOf(samples) / samples.length);
  return samples.map((sample) => sample * gain);
}

function white(sampleRateHz: number, random: Random): Float32Array {
  return Float32Array.from({ length: noiseSec * sampleRateHz }, () => random.normal());
}

/** A sum of smoothed white noises, an octave apart: −3 dB an octave. */
function pink(sampleRateHz: number, random: Random): Float32Array {
  const samples = new Float32Array(noiseSec * sampleRateHz);
  for (let cornerHz = sampleRateHz / 4; cornerHz > 10; cornerHz /= 2) {
    // White noise smoothed to 1/2ⁿ of its band has 1/2ⁿ of its power: each octave gets the same.
    addSmoothed(samples, random, cornerHz, sampleRateHz);
  }
  return samples;
}

/** −6 dB an octave above 20 Hz. */
function brown(sampleRateHz: number, random: Random): Float32Array {
  const samples = new Float32Array(noiseSec * sampleRateHz);
  addSmoothed(samples, random, 20, sampleRateHz);
  return samples;
}

/** Adds white noise through a first-order low-pass, at a power that does not depend on the corner. */
function addSmoothed(samples: Float32Array, random: Random, cornerHz: number, sampleRateHz: number): void {
  const keep = Math.exp((-2 * Math.PI * cornerHz) / sampleRateHz);
  const scale = Math.sqrt(1 - keep * keep);
  let state = random.normal();
  for (let i = 0; i < samples.length; i++) {
    state = keep * state + scale * random.normal();
    samples[i]! += state;
  }
}

function fan(sampleRateHz: number, random: Random): Float32Array {
  const samples = levelled(brown(sampleRateHz, random));
  addSmoothed(samples, createRandom(43, 5), 1500, sampleRateHz);
  const bladesHz = random.uniform(90, 130);
  const harmonics = [1, 2, 3, 4, 5, 6].map((n) => ({
    hz: n * bladesHz,
    size: 0.6 / n,
    phase: random.uniform(0, 2 * Math.PI),
  }));
  for (let i = 0; i < samples.length; i++) {
    for (const { hz, size, phase } of harmonics) {
      samples[i]! += size * Math.sin((2 * Math.PI * hz * i) / sampleRateHz + phase);
    }
  }
  return samples;
}

function babble(sampleRateHz: number, random: Random): Float32Array {
  const samples = new Float32Array(noiseSec * sampleRateHz);
  for (let voice = 0; voice < numVoices; voice++) {
    const pitchHz = random.uniform(90, 240);
    const size = random.uniform(0.4, 1);
    for (let start = 0; start < samples.length;) {
      const length = Math.round(random.uniform(...syllableSec) * sampleRateHz);
      // A quarter of the time a voice pauses.
      if (!random.chance(0.25)) {
        const syllable = samples.subarray(start, start + length);
        addSyllable(syllable, pitchHz * random.uniform(0.85, 1.2), size, { sampleRateHz, random });
      }
      start += length;
    }
  }
  return samples;
}

type Source = { readonly sampleRateHz: number; readonly random: Random };

/** Adds pulses at a pitch, with a little breath, through three resonances that stand for one vowel. */
function addSyllable(
  output: Float32Array,
  pitchHz: number,
  size: number,
  { sampleRateHz, random }: Source,
): void {
  const resonances = formantsHz.map(([low, high]) => {
    const radius = Math.exp((-Math.PI * formantWidthHz) / sampleRateHz);
    const angle = (2 * Math.PI * random.uniform(low, high)) / sampleRateHz;
    return { a1: 2 * radius * Math.cos(angle), a2: -radius * radius, last: 0, before: 0 };
  });
  for (let i = 0, phase = 0; i < output.length; i++) {
    phase += pitchHz / sampleRateHz;
    const pulse = phase >= 1 ? 1 : 0;
    phase -= pulse;
    const source = pulse + 0.02 * random.normal();
    let sum = 0;
    for (const resonance of resonances) {
      const value = source + resonance.a1 * resonance.last + resonance.a2 * resonance.before;
      resonance.before = resonance.last;
      resonance.last = value;
      sum += value;
    }
    output[i]! += size * Math.sin((Math.PI * i) / output.length) * sum;
  }
}
