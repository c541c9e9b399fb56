import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { readWeights, weightSlots } from '../../../src/core/training/network-weights.ts';
import type { TrainingState } from '../../../src/core/training/run-training.ts';
import { trainClassifier } from '../../../src/core/training/train-classifier.ts';
import { decodeTrainingState, encodeTrainingState } from '../../../src/core/training/training-state-file.ts';
import { startBackend } from '../../../src/platform/node/backend.ts';
import { tinyTraining } from './tiny-task.ts';

beforeAll(async () => {
  expect(await startBackend()).toBe('wasm');
});

async function weightsAfterTraining(
  seed: number,
  resumeFrom: TrainingState | null = null,
): Promise<Float32Array> {
  const trained = await trainClassifier(tinyTraining({ seed, numSteps: Infinity, resumeFrom }));
  const weights = await readWeights(weightSlots(trained.model));
  trained.model.dispose();
  return weights;
}

describe('trainClassifier', () => {
  it('learns', async () => {
    const trained = await trainClassifier(tinyTraining({ seed: 1, numSteps: Infinity }));
    const accuracy = trained.epochs[trained.best - 1]?.valAccuracy ?? 0;
    expect(trained.epochs).toHaveLength(10);
    expect(trained.epochs[0]?.loss).toBeGreaterThan(trained.epochs[9]?.loss ?? Infinity);
    expect(accuracy).toBeGreaterThan(0.9);
    trained.model.dispose();
  });

  it('gives the same weights for the same seed, others for another', async () => {
    const first = await weightsAfterTraining(5);
    expect(await weightsAfterTraining(5)).toEqual(first);
    expect(await weightsAfterTraining(6)).not.toEqual(first);
  });

  it('goes on from a saved state as if it had never stopped', async () => {
    let saved: Uint8Array | null = null;
    const stopped = trainClassifier(
      tinyTraining({ seed: 7, numSteps: 20 }, (state) => {
        saved = encodeTrainingState(state, 'key');
      }),
    );
    await expect(stopped).rejects.toThrow('stopped');
    if (saved === null) throw new Error('nothing was saved');
    expect(decodeTrainingState(saved, 'another key')).toBeNull();
    const state = decodeTrainingState(saved, 'key');
    expect(state?.trainer.step).toBe(20);
    expect(await weightsAfterTraining(7, state)).toEqual(await weightsAfterTraining(7));
  });

  it('leaves no tensors behind from step to step', async () => {
    const counts: number[] = [];
    const training = tinyTraining({ seed: 1, numSteps: Infinity }, () => counts.push(tf.memory().numTensors));
    const trained = await trainClassifier(training);
    trained.model.dispose();
    expect(new Set(counts).size).toBe(1);
  });
});
