import type { Audio } from '../../src/core/audio/audio.ts';
import { prepareClip } from '../../src/core/audio/prepare-clip.ts';
import { createFeatureExtractor } from '../../src/core/features/extract-features.ts';
import { createClassifier } from '../../src/core/models/classifier.ts';
import type { ModelFile } from '../../src/core/models/model-file.ts';
import type { WindowScores } from '../../src/core/training/live-settings.ts';

/** A model that is ready to score sound, in the same steps as the page. */
export type AudioScorer = {
  readonly model: ModelFile;
  /** One row of scores a clip. */
  readonly scoreClips: (clips: readonly Audio[]) => Promise<Float32Array[]>;
  /** The windows that live mode takes of a stream, from the first whole one; at the front end's rate. */
  readonly scoreStream: (samples: Float32Array) => Promise<WindowScores[]>;
  readonly dispose: () => void;
};

const batchSize = 32;

/** Loads a model on the backend that runs, as it is stored: rounded weights and all. */
export async function openScorer(model: ModelFile): Promise<AudioScorer> {
  const { frontEnd, normalisation, labels, live } = model.metadata;
  const { sampleRate, clipSamples } = frontEnd;
  const classifier = await createClassifier(model, { batchSize });
  const extract = createFeatureExtractor(frontEnd, normalisation, 'batch');

  async function scoreFeatures(numClips: number, featuresOf: (index: number) => Float32Array) {
    const rows: Float32Array[] = [];
    for (let first = 0; first < numClips; first += batchSize) {
      const size = Math.min(batchSize, numClips - first);
      // The extractor's memory is used again for the next clip.
      const parts = Array.from({ length: size }, (_, i) => featuresOf(first + i).slice());
      const packed = new Float32Array(size * (parts[0]?.length ?? 0));
      parts.forEach((part, i) => packed.set(part, i * part.length));
      const scores = await classifier.predict(packed, size);
      for (let i = 0; i < size; i++) rows.push(scores.slice(i * labels.length, (i + 1) * labels.length));
    }
    return rows;
  }

  return {
    model,
    scoreClips: (clips) =>
      scoreFeatures(clips.length, (index) => {
        const audio = clips[index];
        if (audio === undefined) throw new RangeError(`There is no clip ${index}.`);
        return extract(prepareClip(audio, frontEnd).samples).values;
      }),
    async scoreStream(samples) {
      const windowSamples = clipSamples ?? sampleRate;
      const hop = Math.round(live.hopSec * sampleRate);
      const numWindows = Math.max(0, 1 + Math.floor((samples.length - windowSamples) / hop));
      const silent: boolean[] = [];
      const rows = await scoreFeatures(numWindows, (index) => {
        const window = samples.subarray(index * hop, index * hop + windowSamples);
        const prepared = prepareClip({ sampleRateHz: sampleRate, channels: [window], notes: [] }, frontEnd);
        silent.push(prepared.isSilent);
        return extract(prepared.samples).values;
      });
      return rows.map((scores, index) => ({
        timeSec: (index * hop + windowSamples) / sampleRate,
        scores,
        isSilent: silent[index] ?? false,
      }));
    },
    dispose: classifier.dispose,
  };
}
