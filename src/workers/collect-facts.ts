import { bytesToHex } from '@noble/hashes/utils.js';
import type { RecordingFacts } from '../core/audio/recording-facts.ts';
import type { ClipMeasures } from '../core/evaluation/run-columns.ts';

/** Enough to tell a million files apart: one chance in five hundred that any two of them share it. */
const numHashBytes = 6;

type FactsCollector = {
  /** @param bytes the file's; null where there was none. */
  readonly add: (facts: RecordingFacts, bytes: Uint8Array<ArrayBuffer> | null) => void;
  /** Waits for the hashes. */
  readonly all: () => Promise<ClipMeasures>;
};

/** Gathers the facts of a chunk's clips. Hashes are taken by the browser's threads while the next clips are worked on. */
export function collectFacts(): FactsCollector {
  const facts: RecordingFacts[] = [];
  const hashes: Promise<string | null>[] = [];
  return {
    add(clip, bytes) {
      facts.push(clip);
      hashes.push(bytes === null ? Promise.resolve(null) : hashOf(bytes));
    },
    all: async () => ({
      durationSec: Float32Array.from(facts, ({ durationSec }) => durationSec),
      rmsDbfs: Float32Array.from(facts, ({ rmsDbfs }) => rmsDbfs),
      snrDb: Float32Array.from(facts, ({ snrDb }) => snrDb),
      hashes: await Promise.all(hashes),
    }),
  };
}

/** Null on a page without a secure origin, where browsers give nothing to hash with. */
async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const { subtle }: Partial<Crypto> = crypto;
  if (subtle === undefined) return null;
  return bytesToHex(new Uint8Array(await subtle.digest('SHA-256', bytes), 0, numHashBytes));
}
