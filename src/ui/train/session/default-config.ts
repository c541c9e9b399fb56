import type { EncoderType } from '../../../core/models/architecture.ts';

/** What a visitor who changes nothing trains with. Comments stay when a setting is changed. */
export const defaultConfig = `# A small network and moderate variations: good for a few dozen to a few thousand clips.
data:
  validation: { share: 0.2, by: speaker }
model:
  encoder: tc-resnet
  decoder: pool
  stemFilters: 16
  blockFilters: [ 24, 32, 48 ]
training:
  epochs: 40
  batchSize: 32
  optimizer: { name: adamw, learningRate: 0.003, weightDecay: 0.01 }
  schedule: { name: cosine, warmUpSteps: 20 }
  loss: { name: cross-entropy, labelSmoothing: 0.1 }
augmentation:
  shiftSec: 0.1
  speed: 0.1
  gainDb: 6
  specAugment: { masks: 2, bands: 6, frames: 16 }
seed: 1
`;

/** Steps after which a small network has learnt most of what a few hundred clips teach. */
const wantedSteps = 900;

/** Epochs and batch size that suit so many clips. */
export function sizesFor(numClips: number): { epochs: number; batchSize: number } {
  const batchSize = numClips < 250 ? 16 : numClips < 2500 ? 32 : 64;
  const stepsPerEpoch = Math.max(1, Math.ceil(numClips / batchSize));
  const epochs = Math.min(120, Math.max(10, Math.ceil(wantedSteps / stepsPerEpoch)));
  return { epochs, batchSize };
}

/** The section `model` for an encoder that has been chosen: small, and with the decoder that suits it. */
export function defaultModel(encoder: EncoderType): object {
  switch (encoder) {
    case 'tc-resnet':
      return { encoder, decoder: 'pool', stemFilters: 16, blockFilters: [24, 32, 48] };
    case 'rnn':
    case 'gru':
    case 'lstm':
      return { encoder, decoder: 'last' };
    default:
      return { encoder, decoder: 'pool' };
  }
}
