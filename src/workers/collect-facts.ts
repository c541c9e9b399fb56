import type { RecordingFacts } from '../core/audio/recording-facts.ts';
import type { ClipMeasures } from '../core/evaluation/run-columns.ts';
import { hashFile } from './hash-file.ts';

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
      hashes.push(hashFile(bytes));
    },
    all: async () => ({
      durationSec: Float32Array.from(facts, ({ durationSec }) => durationSec),
      rmsDbfs: Float32Array.from(facts, ({ rmsDbfs }) => rmsDbfs),
      snrDb: Float32Array.from(facts, ({ snrDb }) => snrDb),
      hashes: await Promise.all(hashes),
    }),
  };
}
