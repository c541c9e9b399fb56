import * as v from 'valibot';
import { section } from './config-document.ts';
import { lossNames } from '../optimisation/losses.ts';
import { optimizerNames } from '../optimisation/optimizer.ts';

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(0.9));
const probability = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const positive = v.pipe(v.number(), v.minValue(1e-9), v.maxValue(1e6));
const count = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000));
const countFromZero = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));
const factor = v.pipe(v.number(), v.minValue(1e-6), v.maxValue(1));

/** What each optimizer starts from where the configuration says nothing. */
const optimizerDefaults = {
  sgd: { learningRate: 0.05, momentum: 0 },
  momentum: { learningRate: 0.05, momentum: 0.9 },
  nesterov: { learningRate: 0.05, momentum: 0.9 },
  adagrad: { learningRate: 0.01, momentum: 0 },
  rmsprop: { learningRate: 0.001, momentum: 0 },
  adam: { learningRate: 0.002, momentum: 0 },
  adamw: { learningRate: 0.002, momentum: 0 },
} as const;

const hasMomentum: ReadonlySet<string> = new Set(['momentum', 'nesterov', 'rmsprop']);

const optimizer = v.pipe(
  section({
    name: v.optional(v.picklist(optimizerNames), 'adam'),
    learningRate: v.optional(positive),
    momentum: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.9999))),
    weightDecay: v.optional(probability, 0),
  }),
  v.forward(
    v.partialCheck(
      [['name'], ['momentum']],
      ({ name, momentum }) => momentum === undefined || hasMomentum.has(name),
      'only with momentum, nesterov and rmsprop',
    ),
    ['momentum'],
  ),
  v.transform(({ name, learningRate, momentum, weightDecay }) => ({
    name,
    learningRate: learningRate ?? optimizerDefaults[name].learningRate,
    momentum: momentum ?? optimizerDefaults[name].momentum,
    weightDecay,
  })),
);

const warmUpSteps = v.optional(countFromZero, 50);

const scheduleByName = v.variant('name', [
  section({ name: v.literal('constant'), warmUpSteps }),
  section({
    name: v.literal('step'),
    warmUpSteps,
    everyEpochs: v.optional(count, 10),
    factor: v.optional(factor, 0.1),
  }),
  section({ name: v.literal('exponential'), warmUpSteps, factor: v.optional(factor, 0.95) }),
  section({ name: v.literal('cosine'), warmUpSteps, finalShare: v.optional(probability, 0.01) }),
  // PyTorch's defaults.
  section({
    name: v.literal('plateau'),
    warmUpSteps,
    factor: v.optional(v.pipe(factor, v.maxValue(0.999)), 0.1),
    patience: v.optional(countFromZero, 10),
    threshold: v.optional(probability, 1e-4),
    cooldown: v.optional(countFromZero, 0),
    minLearningRate: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1)), 0),
  }),
]);

const schedule = v.pipe(
  v.looseObject({}),
  v.transform((fields): object => ({ name: 'cosine', ...fields })),
  scheduleByName,
);

/** Weights by label. Not `v.record`, which drops the keys `__proto__`, `prototype` and `constructor`: possible labels. */
const weightsByLabel = v.pipe(
  v.custom<object>(
    (input) => typeof input === 'object' && input !== null && !Array.isArray(input),
    'balanced, or an object of label: weight',
  ),
  v.transform((weights) => Object.entries(weights)),
  v.array(v.tuple([v.string(), v.pipe(v.number(), v.minValue(0), v.maxValue(1e6))])),
  v.check((entries) => entries.some(([, weight]) => weight > 0), 'at least one weight above 0'),
  v.transform((entries): ReadonlyMap<string, number> => new Map(entries)),
);

const loss = v.pipe(
  section({
    name: v.optional(v.picklist(lossNames), 'cross-entropy'),
    labelSmoothing: v.optional(share),
    classWeights: v.optional(
      v.union([v.literal('balanced'), weightsByLabel], 'balanced, or an object of label: weight'),
    ),
  }),
  v.forward(
    v.partialCheck(
      [['name'], ['classWeights']],
      ({ name, classWeights }) => classWeights === undefined || name === 'cross-entropy',
      'only with cross-entropy',
    ),
    ['classWeights'],
  ),
  v.transform(({ name, labelSmoothing, classWeights }) => ({
    name,
    labelSmoothing: labelSmoothing ?? (name === 'cross-entropy' ? 0.1 : 0),
    classWeights: classWeights ?? null,
  })),
);

const earlyStopping = section({
  patience: v.optional(count, 10),
  minImprovement: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(100)), 0),
});

/** The section `training` of a training's configuration. */
export const trainingSection = v.pipe(
  section({
    epochs: v.optional(count),
    steps: v.optional(count),
    batchSize: v.optional(v.pipe(count, v.maxValue(1024)), 32),
    optimizer: v.optional(optimizer, {}),
    schedule: v.optional(schedule, {}),
    loss: v.optional(loss, {}),
    earlyStopping: v.optional(v.nullable(earlyStopping), null),
    gradientClip: v.optional(v.nullable(positive), 5),
  }),
  v.forward(
    v.partialCheck(
      [['epochs'], ['steps']],
      ({ epochs, steps }) => epochs === undefined || steps === undefined,
      'either epochs or steps',
    ),
    ['steps'],
  ),
  v.transform(({ epochs, steps, ...rest }) => ({
    ...rest,
    /** How long: epochs or steps, the other null. */
    epochs: steps === undefined ? (epochs ?? 20) : null,
    steps: steps ?? null,
  })),
);
