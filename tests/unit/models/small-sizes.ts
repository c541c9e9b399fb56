import { type Architecture, parseArchitecture } from '../../../src/core/models/architecture.ts';

const sizesOf: ReadonlyMap<string, object> = new Map([
  ['mlp', { contextFrames: 3, units: [4] }],
  ['cnn', { filters: [3, 4] }],
  ['ds-cnn', { filters: 4, numBlocks: 1 }],
  ['tc-resnet', { stemFilters: 4, blockFilters: [5, 4], kernel: 5 }],
  ['bc-resnet', { tau: 0.5 }],
  ['rnn', { units: 4 }],
  ['gru', { units: 4 }],
  ['lstm', { units: 4, numLayers: 2 }],
]);

/** The smallest network of a kind that has all of its parts. */
export function smallArchitecture(encoder: string, decoder: string): Architecture {
  return parseArchitecture({
    encoder: { type: encoder, ...sizesOf.get(encoder) },
    decoder: { type: decoder },
  });
}
