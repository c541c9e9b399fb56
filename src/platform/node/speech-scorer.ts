import { prepareClip } from '../../core/audio/prepare-clip.ts';
import type { Audio } from '../../core/audio/audio.ts';
import { createFeatureExtractor } from '../../core/features/extract-features.ts';
import type { SoundScores } from '../../core/language/decoder/decode-sound.ts';
import {
  planWindows,
  prepareWindow,
  toSoundScores,
  type WindowKind,
} from '../../core/language/decoder/speech-windows.ts';
import { lengthsOf } from '../../core/features/features.ts';
import { createClassifier } from '../../core/models/classifier.ts';
import type { ModelMetadata } from '../../core/models/metadata.ts';
import type { ModelFile } from '../../core/models/model-file.ts';
import { startBackend } from './backend.ts';

const batchSize = 32;

/** Puts recordings of several words before a model. */
export type SpeechScorer = {
  readonly metadata: ModelMetadata;
  /** @throws PhonoscopeError `audio-*`. */
  readonly score: (audio: Audio, kind: WindowKind) => Promise<SoundScores>;
  readonly dispose: () => void;
};

/** Opens a model to hear recordings of several words. @throws PhonoscopeError `model-invalid`, `backend-unavailable`. */
export async function createSpeechScorer(model: ModelFile): Promise<SpeechScorer> {
  await startBackend();
  const classifier = await createClassifier(model, { batchSize });
  const { metadata } = classifier;
  const { frontEnd, normalisation, labels } = metadata;
  const extract = createFeatureExtractor(frontEnd, normalisation, 'batch');
  return {
    metadata,
    async score(audio, kind) {
      const { whole } = prepareClip(audio, { ...frontEnd, clipSamples: null, level: null });
      const plan = planWindows(whole, frontEnd, kind);
      const scores = new Float32Array(plan.windows.length * labels.length);
      for (let first = 0; first < plan.windows.length; first += batchSize) {
        const clips = plan.windows
          .slice(first, first + batchSize)
          .map((window) => extract(prepareWindow(whole, window, frontEnd)));
        const size = clips[0]?.values.length ?? 0;
        const packed = new Float32Array(size * clips.length);
        clips.forEach(({ values }, index) => packed.set(values, index * size));
        scores.set(await classifier.predict(packed, clips.length, lengthsOf(clips)), first * labels.length);
      }
      return toSoundScores(plan, scores, labels.length);
    },
    dispose: () => classifier.dispose(),
  };
}
