import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TrainingState } from '../../../src/core/training/run-training.ts';
import { optimizerNames } from '../../../src/core/training/optimisation/optimizer.ts';
import { previewSchedule } from '../../../src/core/training/optimisation/schedule.ts';
import { shouldStopEarly } from '../../../src/core/training/optimisation/early-stopping.ts';
import { readWeights, weightSlots } from '../../../src/core/training/network-weights.ts';
import { type ClassifierTraining, trainClassifier } from '../../../src/core/training/train-classifier.ts';
import { createTrainingSwitch } from '../../../src/core/training/training-control.ts';
import { decodeTrainingState, encodeTrainingState } from '../../../src/core/training/training-state-file.ts';
import { summariseValidation } from '../../../src/core/training/validation-result.ts';
import { startBackend } from '../../../src/platform/node/backend.ts';
import { tinyTraining } from './tiny-task.ts';

beforeAll(async () => {
  expect(await startBackend()).toBe('wasm');
});

const whole = (changes: Partial<ClassifierTraining> = {}): ClassifierTraining => ({
  ...tinyTraining({ seed: 3, numSteps: Infinity }),
  ...changes,
});

async function train(training: ClassifierTraining) {
  const trained = await trainClassifier(training);
  const weights = await readWeights(weightSlots(trained.model));
  trained.model.dispose();
  return { ...trained, weights };
}

const plateau: ClassifierTraining['schedule']['shape'] = {
  name: 'plateau',
  factor: 0.5,
  patience: 0,
  threshold: 0.3,
  cooldown: 1,
  minLearningRate: 0,
};

describe('keep', () => {
  it('leaves the last averaged weights in the network where that is wanted, else the best', async () => {
    const base = whole();
    // The longer it learns, the more of these labels it gets wrong.
    const validation = base.validation.map(({ clip, label }) => ({ clip, label: 1 - label }));
    const states: TrainingState[] = [];
    const training = { ...base, validation, onEpoch: (state: TrainingState) => void states.push(state) };
    const wrong = { ...training, schedule: { ...training.schedule, numSteps: 16 } };
    const last = await train({ ...wrong, keep: 'last' });
    const best = await train(wrong);
    expect(best.best).toBeLessThan(4);
    expect(last.weights).toEqual(states[3]?.trainer.average);
    expect(best.weights).toEqual(states[7]?.best?.weights);
    expect(best.weights).not.toEqual(last.weights);
  });
});

describe('resuming', () => {
  it.each(optimizerNames)('with %s goes on bit for bit, through a file', async (name) => {
    const base = whole();
    const training = {
      ...base,
      schedule: { ...base.schedule, numSteps: 12, learningRate: 0.005, shape: plateau },
      trainer: { ...base.trainer, optimizer: { name, momentum: 0.5, weightDecay: 0.01 } },
    };
    const files: Uint8Array[] = [];
    const straight = await train({
      ...training,
      onEpoch: (state) => void files.push(encodeTrainingState(state, 'über 键')),
    });
    expect(new Set(straight.epochs.map(({ learningRate }) => learningRate)).size).toBeGreaterThan(1);
    const resumeFrom = decodeTrainingState(files[0] ?? new Uint8Array(), 'über 键');
    expect(resumeFrom?.trainer.step).toBe(4);
    const resumed = await train({ ...training, resumeFrom });
    expect(resumed.weights).toEqual(straight.weights);
    expect(resumed.epochs).toEqual(straight.epochs);
  });

  it('refuses the state of another network or optimizer', async () => {
    const states: TrainingState[] = [];
    const base = whole();
    await train({
      ...base,
      schedule: { ...base.schedule, numSteps: 4 },
      onEpoch: (s) => void states.push(s),
    });
    const trainer = { ...base.trainer, optimizer: { name: 'sgd', momentum: 0, weightDecay: 0 } } as const;
    const resumeFrom = states[0] ?? null;
    await expect(train({ ...base, trainer, resumeFrom })).rejects.toMatchObject({ code: 'file-unreadable' });
  });
});

describe('a broken state file', () => {
  const state: TrainingState = {
    trainer: {
      step: 4,
      weights: Float32Array.of(1, Number.NaN),
      average: Float32Array.of(3, -0),
      optimizer: new Map([['velocity', Float32Array.of(5, 6)]]),
    },
    epochs: [],
    best: null,
    plateau: null,
  };
  const good = encodeTrainingState(state, 'k');
  const withHeader = (json: string) =>
    Uint8Array.from([json.length, 0, 0, 0, ...Buffer.from(json, 'latin1')].slice(0, 4 + json.length));

  it('comes back bit for bit when it is not', () => {
    expect(decodeTrainingState(good, 'k')).toEqual(state);
    expect(decodeTrainingState(good, 'another')).toBeNull();
  });

  it('is refused with a reason', () => {
    expect(() => decodeTrainingState(good.subarray(0, good.length - 4), 'k')).toThrow('cut short');
    expect(() => decodeTrainingState(Uint8Array.from([...good, 0]), 'k')).toThrow('too long');
    expect(() => decodeTrainingState(good.subarray(0, 3), 'k')).toThrow('too short');
    expect(() => decodeTrainingState(Uint8Array.of(255, 255, 255, 255, 1), 'k')).toThrow('cut short');
    expect(() => decodeTrainingState(withHeader('[]'), 'k')).toThrow('cannot be read');
    expect(() => decodeTrainingState(withHeader('{"version":1}'), 'k')).toThrow('cannot be read');
  });

  it('never makes it allocate what the header merely claims', () => {
    const text = Buffer.from(good).toString('latin1').replace('"numWeights":2', '"numWeights":9');
    const huge = Uint8Array.from(Buffer.from(text, 'latin1'));
    expect(() => decodeTrainingState(huge, 'k')).toThrow('cut short');
    const claims = Buffer.from(good).toString('latin1').replace('"bestEpoch":null', '"bestEpoch":0   ');
    expect(() => decodeTrainingState(Uint8Array.from(Buffer.from(claims, 'latin1')), 'k')).toThrow(
      'best epoch',
    );
  });
});

describe('the controls', () => {
  it('stop and keep what was best so far', async () => {
    const { control, stop } = createTrainingSwitch();
    const onStep = ({ step }: { step: number }) => {
      if (step === 6) stop();
    };
    const { ended, epochs, best } = await train(whole({ control, onStep }));
    expect(ended).toBe('stopped');
    expect(epochs.map(({ step }) => step)).toEqual([4, 6]);
    expect(best).toBeGreaterThan(0);
    expect(epochs.at(-1)?.valAccuracy).not.toBeNull();
  });

  it('stop before the first step still leaves one epoch', async () => {
    const { control, stop } = createTrainingSwitch();
    stop();
    expect((await train(whole({ control }))).epochs.map(({ step }) => step)).toEqual([1]);
  });

  it('pause without changing the result, and leave the pause out of the seconds', async () => {
    const { control, pause, resume } = createTrainingSwitch();
    let now = 0;
    const onStep = ({ step }: { step: number }) => {
      if (step !== 6) return;
      pause();
      pause();
      queueMicrotask(() => {
        now += 60_000;
        resume();
      });
    };
    const paused = await train(whole({ control, onStep, nowMs: () => now }));
    expect(paused.epochs.map(({ seconds }) => seconds)).toEqual(paused.epochs.map(() => 0));
    expect(paused.ended).toBe('finished');
    expect(paused.weights).toEqual((await train(whole())).weights);
  });

  it('abort, also out of a pause', async () => {
    const { control, pause, abort } = createTrainingSwitch();
    pause();
    queueMicrotask(abort);
    await expect(trainClassifier(whole({ control }))).rejects.toMatchObject({ code: 'aborted' });
  });
});

describe('the loop', () => {
  it('records loss, accuracy, learning rate and the validation matrix of each epoch', async () => {
    const { epochs } = await train(whole());
    for (const { valConfusion, valAccuracy, loss, accuracy, learningRate } of epochs) {
      expect(valConfusion?.flat().reduce((sum, count) => sum + count)).toBe(40);
      const right = (valConfusion?.[0]?.[0] ?? 0) + (valConfusion?.[1]?.[1] ?? 0);
      expect(right / 40).toBe(valAccuracy);
      expect(Math.min(loss, accuracy, learningRate)).toBeGreaterThan(0);
    }
  });

  it('ends when the validation loss no longer falls', async () => {
    const { ended, epochs, best } = await train(
      whole({ earlyStopping: { patience: 2, minImprovement: 100 } }),
    );
    expect(ended).toBe('early');
    expect(epochs).toHaveLength(3);
    expect(best).toBeLessThanOrEqual(3);
  });

  it('stops with advice when the loss is no number', async () => {
    const base = whole();
    const trainer = {
      ...base.trainer,
      gradientClip: null,
      optimizer: { name: 'sgd', momentum: 0, weightDecay: 0 },
    } as const;
    const training = { ...base, trainer, schedule: { ...base.schedule, learningRate: 1e40 } };
    await expect(trainClassifier(training)).rejects.toMatchObject({
      code: 'training-diverged',
      message: expect.stringMatching(/lower learning rate.*gradientClip/),
    });
  });

  it.each(['mse', 'kl', 'cross-entropy'] as const)('learns with %s', async (name) => {
    const base = whole();
    const classWeights = name === 'cross-entropy' ? Float32Array.of(1, 2) : null;
    const loss = { name, labelSmoothing: 0, classWeights };
    const tensors: number[] = [];
    const onEpoch = () => void tensors.push(tf.memory().numTensors);
    const { epochs } = await train({ ...base, onEpoch, trainer: { ...base.trainer, loss } });
    expect(epochs.at(-1)?.valAccuracy).toBeGreaterThan(0.9);
    expect(new Set(tensors).size).toBe(1);
  });

  it('goes on from the last layer too where it is to be kept', async () => {
    const first = await trainClassifier(whole());
    const base = whole({ start: { ...first, keepsHead: true } });
    const schedule = { ...base.schedule, learningRate: 1e-12, numSteps: base.schedule.stepsPerEpoch };
    const second = await trainClassifier({ ...base, schedule });
    const slots = weightSlots(first.model);
    const [before, after] = [await readWeights(slots), await readWeights(weightSlots(second.model))];
    const head = slots.find(({ layerName }) => layerName === 'logits');
    if (head === undefined) throw new Error('There is no last layer.');
    const [old, now] = [before, after].map((flat) => flat.slice(head.offset, head.offset + head.size));
    expect(old?.some((weight) => Math.abs(weight) > 0.01)).toBe(true);
    old?.forEach((weight, index) => expect(now?.[index]).toBeCloseTo(weight, 6));
    first.model.dispose();
    second.model.dispose();
  });

  it('moves nothing but the decoder when the encoder is frozen', async () => {
    const first = await trainClassifier(whole());
    const base = whole({ start: { ...first, keepsHead: false } });
    const training = { ...base, trainer: { ...base.trainer, isEncoderFrozen: true } };
    const second = await trainClassifier(training);
    const slots = weightSlots(first.model);
    const [before, after] = [await readWeights(slots), await readWeights(weightSlots(second.model))];
    for (const { layerName, offset, size } of slots) {
      const [old, now] = [before, after].map((flat) => flat.slice(offset, offset + size));
      if (layerName === 'logits') expect(now).not.toEqual(old);
      else expect(now).toEqual(old);
    }
    expect(second.epochs.at(-1)?.valAccuracy).toBeGreaterThan(0.9);
    first.model.dispose();
    second.model.dispose();
  });
});

describe('shouldStopEarly', () => {
  it('waits for `patience` epochs without enough improvement', () => {
    const options = { patience: 2, minImprovement: 0.1 };
    expect(shouldStopEarly([], options)).toBe(false);
    expect(shouldStopEarly([1, 0.95], options)).toBe(false);
    expect(shouldStopEarly([1, 0.95, 0.91], options)).toBe(true);
    expect(shouldStopEarly([1, 0.95, 0.8], options)).toBe(false);
    expect(shouldStopEarly([null, null, null], options)).toBe(false);
  });
});

describe('previewSchedule', () => {
  it('runs from the first to the last step', () => {
    const shape = { name: 'cosine', finalShare: 0 } as const;
    const schedule = { numSteps: 1000, stepsPerEpoch: 10, learningRate: 0.1, warmUpSteps: 100, shape };
    const points = previewSchedule(schedule, 50);
    expect(points).toHaveLength(50);
    expect(points[0]).toEqual({ step: 0, learningRate: 0.001 });
    expect(points.at(-1)?.step).toBe(999);
    expect(previewSchedule({ ...schedule, numSteps: 1 }, 50)).toHaveLength(1);
  });
});

describe('summariseValidation', () => {
  it('counts rows as they are and columns as they are taken', () => {
    const scores = Float32Array.of(0.5, 0.25, 0.25, 0, 1, 0, 0.5, 0, 0.5);
    const result = summariseValidation(scores, [0, 1, 2], 'cross-entropy');
    expect(result.confusion).toEqual([
      [1, 0, 0],
      [0, 1, 0],
      [1, 0, 0],
    ]);
    expect(result.loss).toBeCloseTo((2 * Math.LN2) / 3, 12);
    expect(summariseValidation(scores, [0, 1, 2], 'mse').loss).toBeCloseTo((0.375 + 0 + 0.5) / 9, 12);
  });
});
