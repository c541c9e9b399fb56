import { fingerprint } from '../../../src/core/features/fingerprint.ts';
import { parseFrontEnd } from '../../../src/core/features/front-end.ts';
import type { ModelMetadata } from '../../../src/core/models/metadata.ts';

/** A model of two words, `yes` and `no`, or of whatever is changed. */
export function testMetadata(change: Partial<ModelMetadata> = {}): ModelMetadata {
  const frontEnd = parseFrontEnd({ clipSamples: 16_000 });
  return {
    version: 1,
    name: 'test',
    labels: ['yes', 'no'],
    roles: new Map([
      ['yes', 'word'],
      ['no', 'word'],
    ]),
    frontEnd,
    fingerprint: fingerprint(frontEnd),
    normalisation: null,
    architecture: {},
    live: {
      hopSec: 0.2,
      smoothingSec: 0.6,
      threshold: new Map([['yes', 0.6]]),
      minCount: 2,
      refractorySec: 1,
    },
    card: { summary: '', data: [], figures: [], limits: [], licence: 'MIT', createdWith: 'test', seed: 1 },
    ...change,
  };
}
