import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presetNames } from '../../../src/core/features/presets.ts';
import { formatTrainingConfig } from '../../../src/core/training/config/format-training-config.ts';
import { parseTrainingConfig } from '../../../src/core/training/config/training-config.ts';
import { planTraining } from '../../../src/core/training/config/training-plan.ts';

const articleText = readFileSync(new URL('../../fixtures/training/article.yaml', import.meta.url), 'utf8');
const exampleText = readFileSync(new URL('../../../docs/train-example.yaml', import.meta.url), 'utf8');

describe('parseTrainingConfig', () => {
  it('fills in the defaults', () => {
    expect(parseTrainingConfig('')).toMatchObject({
      data: { validation: { share: 0.1, by: 'speaker' }, workers: null },
      frontEnd: { kind: 'mel', clipSamples: 16_000, normalise: 'dataset' },
      model: { architecture: { encoder: { type: 'tc-resnet' }, decoder: { type: 'pool' } } },
      training: {
        epochs: 20,
        steps: null,
        batchSize: 32,
        optimizer: { name: 'adam', learningRate: 0.002 },
        schedule: { name: 'cosine', warmUpSteps: 50 },
        loss: { name: 'cross-entropy', labelSmoothing: 0.1, classWeights: null },
        earlyStopping: null,
        gradientClip: 5,
      },
      seed: 1,
      backend: null,
    });
  });

  it('takes any front end, and gives it a length and statistics where it says none', () => {
    for (const name of presetNames) {
      const { frontEnd } = parseTrainingConfig(`frontEnd: ${name}`);
      expect(frontEnd?.clipSamples !== null || frontEnd.maxFrames !== null).toBe(true);
      expect(frontEnd?.normalise).toBe(name === 'article' ? 'clip' : 'dataset');
    }
    expect(parseTrainingConfig('frontEnd: {kind: mfcc, normalise: none}').frontEnd).toMatchObject({
      kind: 'mfcc',
      clipSamples: 16_000,
      normalise: 'none',
    });
    expect(parseTrainingConfig('frontEnd: {maxFrames: 80}').frontEnd?.clipSamples).toBeNull();
  });

  it('knows a model to start from', () => {
    const config = parseTrainingConfig('model: {from: commands, freeze: encoder}');
    expect(config.model).toEqual({ from: 'commands', freeze: 'encoder' });
    expect(config.frontEnd).toBeNull();
  });

  it.each([
    ['training: {epochs: -1}', 'line 1, column 20, "training.epochs"'],
    ['training:\n  epochs: 1\n  steps: 2', 'line 3, column 10, "training.steps": either epochs or steps'],
    ['training:\n  epoch: 3', 'line 2, column 3, "training.epoch": unknown key, expected epochs, steps'],
    ['frontEnd:\n  numBand: 3', 'line 2, column 3, "frontEnd.numBand": unknown field'],
    ['frontEnd:\n  numBands: 40\n  maxHz: 9000', 'line 3, column 10, "frontEnd.maxHz": at most half'],
    ['frontEnd: log-mel', 'line 1, column 11, "frontEnd": log-mel-16k, librosa'],
    ['model:\n  encoder: transformer', 'line 2, column 12, "model.encoder"'],
    ['model:\n  kernels: 3', 'line 2, column 3, "model.kernels": unknown key for this encoder'],
    ['model:\n  kernel: 300', 'line 2, column 11, "model.kernel"'],
    ['model:\n  dropout: 2', 'line 2, column 12, "model.dropout"'],
    ['model:\n  from: digits\n  kernel: 3', 'line 3, column 3, "model.kernel": unknown key, expected from'],
    ['model: {from: digits}\nfrontEnd: librosa', 'line 2, column 1, "frontEnd": no frontEnd'],
    ['training: {optimizer: {name: adam, momentum: 0.9}}', '"training.optimizer.momentum": only with'],
    ['training:\n  optimizer: {name: lion}', 'line 2, column 21'],
    ['training:\n  schedule:\n    name: step\n    patience: 3', 'line 4, column 5'],
    ['training:\n  schedule: {name: sine}', 'line 2, column 20'],
    ['training: {loss: {name: mse, classWeights: balanced}}', 'only with cross-entropy'],
    ['training: {loss: {classWeights: {a: -1}}}', 'line 1, column 33'],
    ['training: {earlyStopping: {patience: 0}}', 'line 1, column 38'],
    ['seed: 1\nseed: 2', 'line 2, column 1'],
    ['seed: many', 'line 1, column 7, "seed": Invalid type: Expected number'],
    ['augmentation:\n  noise:\n    snrDb: [3, 1]', 'augmentation.noise'],
    ['__proto__: 1', 'line 1, column 1'],
    ['a: [', 'line 1'],
    ['- 1', 'line 1'],
    ['&a [*a]', 'line 1'],
  ])('refuses %j', (text, message) => {
    expect(() => parseTrainingConfig(text)).toThrow(message);
  });
});

describe('the article’s form', () => {
  it('loads unchanged', () => {
    const config = parseTrainingConfig(articleText);
    expect(config).toMatchObject({
      data: { workers: 2 },
      backend: 'wasm',
      model: parseTrainingConfig('').model,
      training: {
        epochs: 20,
        batchSize: 8,
        optimizer: { name: 'momentum', learningRate: 0.05, momentum: 0.9 },
        schedule: { name: 'plateau', factor: 0.1, patience: 10 },
      },
    });
    expect(config.frontEnd).toMatchObject({
      kind: 'mel',
      windowSamples: 400,
      hopSamples: 160,
      fftSize: 512,
      power: 1,
      numBands: 40,
      maxHz: 8000,
      ref: 'max',
      topDb: 80,
      normalise: 'clip',
      maxFrames: 31,
      resizeBands: 32,
      clipSamples: null,
    });
  });

  it('rounds seconds to samples at the sampling rate', () => {
    const text = 'asr: {sampling_rate: 22050, feature: {window_size: 0.025, hop_length: 0.01}}';
    expect(parseTrainingConfig(text).frontEnd).toMatchObject({
      sampleRate: 22_050,
      windowSamples: 551,
      fftSize: 1024,
      hopSamples: 221,
      maxHz: 11_025,
    });
  });

  it.each([
    ['asr: {optim: Adam, momentum: 0.9}', { training: { optimizer: { name: 'adam', momentum: 0 } } }],
    ['asr: {optim: SGD}', { training: { optimizer: { name: 'sgd', momentum: 0 } } }],
    ['asr: {optim: Adagrad, lr: 0.1}', { training: { optimizer: { name: 'adagrad', learningRate: 0.1 } } }],
    ['asr: {optim: RMSprop, momentum: 0.5}', { training: { optimizer: { name: 'rmsprop', momentum: 0.5 } } }],
    ['asr: {device: cuda}', { backend: 'webgpu' }],
    ['asr: {device: "cuda:0"}', { backend: 'webgpu' }],
    ['asr: {model: {feat_type: mfcc}}', { frontEnd: { kind: 'mfcc', numCoefficients: 13 } }],
    ['asr: {model: {feat_type: stft}}', { frontEnd: { kind: 'stft', power: 1 } }],
    ['asr: {model: {feat_type: modulation}}', { frontEnd: { kind: 'mel', stages: ['modulation'] } }],
    ['asr: {model: {feat_type: hpss}}', { frontEnd: { kind: 'mel', stages: ['hpss-harmonic'] } }],
  ])('knows %j', (text, expected) => {
    expect(parseTrainingConfig(text)).toMatchObject(expected);
  });

  it.each([
    [
      'asr:\n  learning_rate: 1',
      'line 2, column 3, "asr.learning_rate": unknown key, expected sampling_rate',
    ],
    ['asr:\n  optim: Lion', 'line 2, column 10, "asr.optim": expected sgd, adam, adagrad, rmsprop'],
    ['asr:\n  device: tpu', 'line 2, column 11, "asr.device": expected cpu or cuda'],
    ['asr:\n  feature:\n    window_size: 5', 'line 3, column 18, "asr.feature.window_size"'],
    ['asr:\n  feature: {n_mels: 9}\n  model: {feat_type: mfcc}', 'line 2, column 21, "asr.feature.n_mels"'],
    ['asr: {}\nseed: 1', 'line 2, column 1, "seed"'],
    ['asr: 3', 'line 1'],
  ])('refuses %j', (text, message) => {
    expect(() => parseTrainingConfig(text)).toThrow(message);
  });
});

describe('formatTrainingConfig', () => {
  it.each([
    ['', 'nothing said'],
    [exampleText, 'the example'],
    [articleText, 'the article’s form'],
    [
      'model: {from: commands, freeze: encoder}\nbackend: webgpu\ndata: {rootDir: clips, workers: 3}',
      'a start',
    ],
    ['training: {steps: 9, gradientClip: null, earlyStopping: {patience: 3}}', 'steps'],
    [
      'training: {schedule: {name: plateau}, optimizer: {name: nesterov}, loss: {name: kl}}',
      'other mathematics',
    ],
    ['training: {loss: {classWeights: {"yes": 2, "__proto__": 1, "1e3": 4}}}', 'weights of labels'],
    ['training: {loss: {classWeights: balanced}}\nfrontEnd: {kind: meyda-mel}', 'Meyda'],
    ['augmentation: {shiftSec: 0.1, specAugment: {}, room: {}}', 'augmentation'],
  ])('writes what is read back as the same: %j', (text) => {
    const config = parseTrainingConfig(text);
    expect(parseTrainingConfig(formatTrainingConfig(config))).toEqual(config);
  });

  it('does so for every preset', () => {
    for (const name of presetNames) {
      const config = parseTrainingConfig(`frontEnd: ${name}`);
      expect(parseTrainingConfig(formatTrainingConfig(config)).frontEnd).toEqual(config.frontEnd);
    }
  });

  it('quotes whatever a folder or a label is called', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (name) => {
        const config = parseTrainingConfig('');
        const named = {
          ...config,
          data: { ...config.data, rootDir: name },
          training: {
            ...config.training,
            loss: { ...config.training.loss, classWeights: new Map([[name, 2]]) },
          },
        };
        expect(parseTrainingConfig(formatTrainingConfig(named))).toEqual(named);
      }),
    );
  });
});

describe('planTraining', () => {
  const set = { labels: ['no', 'yes'], clipLabels: [0, 0, 0, 1, 1, 1, 0, 0, 0] };

  it('counts steps and shortens a warm-up that would fill the training', () => {
    const { schedule } = planTraining(parseTrainingConfig('training: {epochs: 5, batchSize: 4}'), set);
    expect(schedule).toMatchObject({ numSteps: 15, stepsPerEpoch: 3, warmUpSteps: 3 });
    expect(planTraining(parseTrainingConfig('training: {steps: 400}'), set).schedule.warmUpSteps).toBe(50);
  });

  it('weighs classes by their counts or as it is told', () => {
    const weightsOf = (text: string) => {
      const config = parseTrainingConfig(`training: {loss: {classWeights: ${text}}}`);
      return planTraining(config, set).trainer.loss.classWeights;
    };
    expect(weightsOf('balanced')).toEqual(Float32Array.of(9 / 12, 9 / 6));
    expect(weightsOf('{yes: 3}')).toEqual(Float32Array.of(1, 3));
    expect(() => weightsOf('{maybe: 3}')).toThrow('no clip has the label "maybe"');
  });
});
