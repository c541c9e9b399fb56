import { createRandom, type Random, shuffledIndices } from '../random.ts';

/** A clip of a store and the index of its label. */
export type LabelledClip = { readonly clip: number; readonly label: number };

/** Clips of one label and one source, and how often they are drawn compared with the other pools. */
export type Pool = {
  /** Index into the model's labels. */
  readonly label: number;
  readonly weight: number;
  /** Numbers in the store; null draws noise alone. */
  readonly clips: readonly number[] | null;
};

/** Which clips make up the batches. */
export type ClipDraw =
  /** Goes through all clips, in another order each epoch. */
  | { readonly kind: 'epochs'; readonly clips: readonly LabelledClip[] }
  /** Draws a pool, then a clip of it, so that rare labels get their share. */
  | { readonly kind: 'pools'; readonly pools: readonly Pool[] };

/** What stands at one place of a batch; clip null = noise alone. */
export type DrawnClip = { readonly clip: number | null; readonly label: number };

/** Steps in which every clip is seen once; the last batch is filled up with clips from the start of the order. */
export function stepsPerEpoch(numClips: number, batchSize: number): number {
  return Math.max(1, Math.ceil(numClips / batchSize));
}

/** Draws every label equally often. */
export function balancedDraw(clips: readonly LabelledClip[]): ClipDraw {
  const pools = new Map<number, number[]>();
  for (const { clip, label } of clips) {
    const pool = pools.get(label);
    if (pool === undefined) pools.set(label, [clip]);
    else pool.push(clip);
  }
  return {
    kind: 'pools',
    pools: [...pools].map(([label, indices]) => ({ label, weight: 1, clips: indices })),
  };
}

/**
 * Plans a draw.
 *
 * @returns what stands at place `index` of the batch of a step, the same for the same seed, step and index; `random`
 * is that place's own stream.
 */
export function planDraw(
  draw: ClipDraw,
  seed: number,
  batchSize: number,
): (step: number, index: number, random: Random) => DrawnClip {
  return draw.kind === 'epochs' ? planEpochs(draw.clips, seed, batchSize) : planPools(draw.pools);
}

function planEpochs(clips: readonly LabelledClip[], seed: number, batchSize: number) {
  const perEpoch = stepsPerEpoch(clips.length, batchSize);
  let order: { epoch: number; indices: number[] } | null = null;
  return (step: number, index: number): DrawnClip => {
    const epoch = Math.floor(step / perEpoch);
    if (order?.epoch !== epoch) {
      order = { epoch, indices: shuffledIndices(clips.length, createRandom(seed, 13, epoch)) };
    }
    const place = ((step % perEpoch) * batchSize + index) % clips.length;
    const drawn = clips[order.indices[place] ?? 0];
    if (drawn === undefined) throw new RangeError('There are no clips to train on.');
    return drawn;
  };
}

function planPools(pools: readonly Pool[]) {
  const usable = pools.filter(({ clips, weight }) => weight > 0 && (clips === null || clips.length > 0));
  const total = usable.reduce((sum, { weight }) => sum + weight, 0);
  return (_step: number, _index: number, random: Random): DrawnClip => {
    const { label, clips } = drawPool(usable, total, random);
    return { label, clip: clips?.[random.integer(clips.length)] ?? null };
  };
}

function drawPool(pools: readonly Pool[], total: number, random: Random): Pool {
  let left = random.uniform(0, total);
  for (const pool of pools) {
    left -= pool.weight;
    if (left <= 0) return pool;
  }
  const last = pools.at(-1);
  if (last === undefined) throw new RangeError('There is nothing to draw training clips from.');
  return last;
}
