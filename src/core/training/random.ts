import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A stream of random numbers that is the same wherever it is asked for with the same seed. */
export type Random = {
  /** A number in min…max. */
  readonly uniform: (min: number, max: number) => number;
  /** A whole number in 0…count − 1. */
  readonly integer: (count: number) => number;
  readonly chance: (probability: number) => boolean;
  /** Mean 0, standard deviation 1. */
  readonly normal: () => number;
};

/**
 * Makes a random stream from a seed and a path of numbers below it, such as the training step. Each step having a
 * stream of its own, a resumed training needs no generator state.
 */
export function createRandom(seed: number, ...path: readonly number[]): Random {
  const generator = xoroshiro128plus(mix([seed, ...path]));
  const next = () => uniformFloat64(generator);
  return {
    uniform: (min, max) => min + (max - min) * next(),
    integer: (count) => Math.min(count - 1, Math.floor(next() * count)),
    chance: (probability) => next() < probability,
    // Box and Muller; 1 − u keeps the logarithm finite.
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}

/** The order 0…count − 1, shuffled. */
export function shuffledIndices(count: number, random: Random): number[] {
  const order = Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
  }
  return order;
}

/** FNV-1a over the numbers, then MurmurHash3's finaliser, so that neighbouring steps get unlike streams. */
function mix(path: readonly number[]): number {
  let hash = 0x811c9dc5;
  for (const part of path) hash = Math.imul(hash ^ (part | 0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) | 0;
}
