import { prepareClip } from '../../core/audio/prepare-clip.ts';
import type { Audio } from '../../core/audio/audio.ts';
import { createFeatureExtractor } from '../../core/features/extract-features.ts';
import { findWords } from '../../core/language/decoder/decode-sound.ts';
import type { SoundScores } from '../../core/language/decoder/sound-scores.ts';
import {
  planWindows,
  planWords,
  prepareWindow,
  toHeardWords,
  toSoundScores,
  type WindowPlan,
} from '../../core/language/decoder/speech-windows.ts';
import type { WindowKind } from '../../core/language/decoder/decode-options.ts';
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

/**
 * Opens a model to hear recordings of several words.
 *
 * @param sliding hears windows that slide over the sound; it has the same labels.
 * @throws PhonoscopeError `model-invalid`, `backend-unavailable`.
 */
export async function createSpeechScorer(model: ModelFile, sliding = model): Promise<SpeechScorer> {
  await startBackend();
  const words = await openListener(model);
  const windows = sliding === model ? words : await openListener(sliding);
  const { metadata } = words;
  return {
    metadata,
    async score(audio, kind) {
      const listener = kind === 'frames' ? windows : words;
      const { frontEnd, labels } = listener.metadata;
      const { whole } = prepareClip(audio, { ...frontEnd, clipSamples: null, level: null });
      const plan = planWindows(whole, frontEnd, kind);
      const sound = toSoundScores(plan, await listener.hear(whole, plan.windows), labels.length);
      if (sound.kind === 'segments') return sound;
      const spans = planWords(findWords(sound, windows.metadata), frontEnd.sampleRate);
      const scores = await words.hear(whole, spans.windows);
      return { ...sound, words: toHeardWords(spans, scores, labels.length) };
    },
    dispose() {
      words.dispose();
      if (windows !== words) windows.dispose();
    },
  };
}

/** A model and all that is between a recording and its scores. */
async function openListener(model: ModelFile) {
  const classifier = await createClassifier(model, { batchSize });
  const { metadata } = classifier;
  const { frontEnd, normalisation, labels } = metadata;
  const extract = createFeatureExtractor(frontEnd, normalisation, 'batch');
  return {
    metadata,
    /** @returns `[windows.length, labels]` */
    async hear(samples: Float32Array, windows: WindowPlan['windows']): Promise<Float32Array> {
      const scores = new Float32Array(windows.length * labels.length);
      for (let first = 0; first < windows.length; first += batchSize) {
        const clips = windows
          .slice(first, first + batchSize)
          .map((window) => extract(prepareWindow(samples, window, frontEnd)));
        const size = clips[0]?.values.length ?? 0;
        const packed = new Float32Array(size * clips.length);
        clips.forEach(({ values }, index) => packed.set(values, index * size));
        scores.set(await classifier.predict(packed, clips.length, lengthsOf(clips)), first * labels.length);
      }
      return scores;
    },
    dispose: () => classifier.dispose(),
  };
}
