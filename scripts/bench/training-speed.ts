import type { LossOptions } from '../../src/core/training/optimisation/losses.ts';
import { parseArchitecture } from '../../src/core/models/architecture.ts';
import { buildNetwork } from '../../src/core/models/build-network.ts';
import { initialiseWeights } from '../../src/core/training/network-weights.ts';
import { createRandom } from '../../src/core/training/random.ts';
import { Trainer } from '../../src/core/training/trainer.ts';

/** The shape of what is trained: a second of speech, 64 clips at a time. */
const [numClips, numFrames, numBands, numLabels] = [64, 98, 40, 12];
const loss: LossOptions = { name: 'cross-entropy', labelSmoothing: 0, classWeights: null };

const encoders: readonly { readonly type: string; readonly [size: string]: unknown }[] = [
  { type: 'cnn', filters: [16, 32, 64], kernel: 3 },
  { type: 'ds-cnn' },
  { type: 'bc-resnet', tau: 1 },
  { type: 'tc-resnet', stemFilters: 16, blockFilters: [24, 32, 48] },
  { type: 'lstm', units: 64 },
];

/** How long one step takes: forwards, backwards, update. The best of some, for others can only make it slower. */
export type StepTime = { readonly name: string; readonly ms: number };

/** Steps of each network: at least so many, and for at least so long. */
const [minSteps, minMs] = [12, 6000];

/** Measures a training step of each network on the backend that runs. */
export async function measureSteps(): Promise<StepTime[]> {
  const times: StepTime[] = [];
  for (const encoder of encoders) times.push({ name: encoder.type, ms: await stepMs(encoder) });
  return times;
}

async function stepMs(encoder: object): Promise<number> {
  const architecture = parseArchitecture({ encoder, decoder: { dropout: 0 } });
  const model = buildNetwork(architecture, { numFrames, numBands, numLabels });
  const random = createRandom(1);
  await initialiseWeights(model, random);
  const trainer = await Trainer.create(model, {
    seed: 1,
    dropout: 0,
    loss,
    optimizer: { name: 'adam', momentum: 0, weightDecay: 0 },
    gradientClip: null,
    averageDecay: 0,
    isEncoderFrozen: false,
  });
  const features = Float32Array.from({ length: numClips * numFrames * numBands }, () => random.normal());
  const targets = new Float32Array(numClips * numLabels);
  for (let clip = 0; clip < numClips; clip++) targets[clip * numLabels + random.integer(numLabels)] = 1;
  let best = Infinity;
  const firstMs = performance.now();
  for (let step = 0; step < minSteps || performance.now() - firstMs < minMs; step++) {
    const startMs = performance.now();
    await trainer.train({ features, lengths: null, targets }, 1e-3);
    best = Math.min(best, performance.now() - startMs);
  }
  model.dispose();
  return best;
}
