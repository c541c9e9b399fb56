import { createAugmenter } from '../core/augmentation/augmenter.ts';
import { builtInNoises } from '../core/augmentation/built-in-noises.ts';
import { bandMeans, specAugment } from '../core/augmentation/spec-augment.ts';
import { noVariation } from '../core/augmentation/variation.ts';
import { createFeatureExtractor } from '../core/features/extract-features.ts';
import type { Features } from '../core/features/features.ts';
import { type FrontEnd, parseFrontEnd } from '../core/features/front-end.ts';
import { prepareTrainingClip } from '../core/training/batches/training-clip.ts';
import { augmentOptionsOf } from '../core/training/config/augmentation-config.ts';
import { defaultTrainingFrontEnd } from '../core/training/config/front-end-config.ts';
import type { TrainingConfig } from '../core/training/config/training-config.ts';
import { createRandom, type Random } from '../core/training/random.ts';
import { readClipSource } from './read-clip-source.ts';
import type { LoadModel } from './train-model.ts';
import type { GoodClip } from './training-clips.ts';
import type { DrawnSound, VariationPreview } from './training-protocol.ts';

/**
 * Varies one clip as a training would, to be heard and seen. The pictures are mel spectrograms in dB, whatever the
 * front end; gaps are in them and cannot be heard. Mixtures take a second clip and are left out.
 *
 * @param number another clip and another variation for each.
 */
export async function previewVariation(
  clips: readonly GoodClip[],
  config: TrainingConfig,
  loadModel: LoadModel,
  number: number,
): Promise<VariationPreview | null> {
  const random = createRandom(config.seed, 23, number);
  const clip = clips[random.integer(clips.length)];
  if (clip === undefined) return null;
  const frontEnd = await frontEndOf(config, loadModel);
  const options = augmentOptionsOf(config.augmentation);
  const prepared = prepareTrainingClip(await readClipSource(clip.file), frontEnd, options);
  const augmenter = createAugmenter({
    options,
    sampleRateHz: frontEnd.sampleRate,
    targetDbfs: frontEnd.level?.targetDbfs ?? null,
    noises: options.noise === null ? [] : builtInNoises(frontEnd.sampleRate),
    rooms: [],
  });
  const length = frontEnd.clipSamples ?? prepared.samples.length;
  const draw = createDrawing(frontEnd);
  const original = new Float32Array(length);
  augmenter.vary(prepared, noVariation, original);
  const varied = new Float32Array(length);
  augmenter.vary(prepared, augmenter.draw(random), varied);
  const seen = draw(varied);
  if (options.specAugment !== null) blank(seen.spectrogram, options.specAugment, random);
  return { label: clip.label, path: clip.path, original: draw(original), varied: seen };
}

async function frontEndOf({ model, frontEnd }: TrainingConfig, loadModel: LoadModel): Promise<FrontEnd> {
  if ('from' in model) return (await loadModel(model.from)).metadata.frontEnd;
  return frontEnd ?? defaultTrainingFrontEnd;
}

function createDrawing({ sampleRate }: FrontEnd): (samples: Float32Array) => DrawnSound {
  const [minHz, maxHz] = [20, sampleRate / 2];
  const hopSamples = Math.round(sampleRate / 100);
  const mel = parseFrontEnd({ sampleRate, hopSamples, numBands: 64, minHz, maxHz });
  const extract = createFeatureExtractor(mel, null, 'batch');
  return (samples) => ({
    samples,
    sampleRateHz: sampleRate,
    spectrogram: extract(samples),
    hopSec: hopSamples / sampleRate,
    minHz,
    maxHz,
  });
}

function blank(
  { values, numFrames, numBands }: Features,
  options: Parameters<typeof specAugment>[3],
  random: Random,
): void {
  specAugment(values, numFrames, bandMeans(values, numFrames, numBands), options, random);
}
