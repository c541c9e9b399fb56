/** The ways to move weights along a gradient. `momentum` and `nesterov` are PyTorch's `SGD` with its options. */
export const optimizerNames = ['sgd', 'momentum', 'nesterov', 'adagrad', 'rmsprop', 'adam', 'adamw'] as const;
export type OptimizerName = (typeof optimizerNames)[number];

export type OptimizerOptions = {
  readonly name: OptimizerName;
  /** For `momentum`, `nesterov` and `rmsprop`: share of the last move that is kept; the others ignore it. */
  readonly momentum: number;
  /** Added to the gradient as weightDecay × weight; `adamw` shrinks the weights by learningRate × weightDecay instead. */
  readonly weightDecay: number;
};

type OptimizerStep = {
  readonly learningRate: number;
  readonly momentum: number;
  readonly weightDecay: number;
  /** Counts from 1. */
  readonly step: number;
};

/** What an optimizer remembers: named arrays, each as long as the weights, zero at the start. */
export type OptimizerState = ReadonlyMap<string, Float32Array>;

export type Optimizer = {
  /** Names of the arrays that it remembers. */
  readonly stateNames: readonly string[];
  /** Moves one array of weights along its gradient and updates `state`, both in place. */
  readonly move: (
    weights: Float32Array,
    gradient: Float32Array,
    state: OptimizerState,
    options: OptimizerStep,
  ) => void;
};

/**
 * Finds an optimizer that takes the steps PyTorch takes, with its defaults for what is no option here: Adagrad's
 * epsilon 1e-10 and accumulator 0, RMSprop's alpha 0.99, Adam's betas 0.9 and 0.999, epsilon 1e-8 outside the root.
 *
 * Plain arithmetic rather than TensorFlow.js' optimizers: one pass over the weights instead of 400 small kernels, a
 * state that is easily saved, the same step on every backend; and TensorFlow.js puts epsilon elsewhere.
 *
 * @see torch.optim of PyTorch 1.13; Loshchilov and Hutter 2019 for AdamW.
 */
export function createOptimizer(name: OptimizerName): Optimizer {
  return optimizers[name];
}

/** State for `numWeights` weights before the first step. */
export function emptyOptimizerState(name: OptimizerName, numWeights: number): OptimizerState {
  return new Map(optimizers[name].stateNames.map((array) => [array, new Float32Array(numWeights)]));
}

const optimizers: Readonly<Record<OptimizerName, Optimizer>> = {
  sgd: { stateNames: [], move: moveSgd },
  momentum: { stateNames: ['velocity'], move: moveMomentum },
  nesterov: { stateNames: ['velocity'], move: moveNesterov },
  adagrad: { stateNames: ['squares'], move: moveAdagrad },
  rmsprop: { stateNames: ['squares', 'velocity'], move: moveRmsprop },
  adam: { stateNames: ['mean', 'variance'], move: moveAdam },
  adamw: { stateNames: ['mean', 'variance'], move: moveAdamW },
};

function moveSgd(
  weights: Float32Array,
  gradient: Float32Array,
  _state: OptimizerState,
  { learningRate, weightDecay }: OptimizerStep,
): void {
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] ?? 0;
    weights[i] = weight - learningRate * ((gradient[i] ?? 0) + weightDecay * weight);
  }
}

function moveMomentum(
  weights: Float32Array,
  gradient: Float32Array,
  state: OptimizerState,
  { learningRate, momentum, weightDecay }: OptimizerStep,
): void {
  const velocity = arrayOf(state, 'velocity');
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] ?? 0;
    const speed = momentum * (velocity[i] ?? 0) + (gradient[i] ?? 0) + weightDecay * weight;
    velocity[i] = speed;
    weights[i] = weight - learningRate * speed;
  }
}

function moveNesterov(
  weights: Float32Array,
  gradient: Float32Array,
  state: OptimizerState,
  { learningRate, momentum, weightDecay }: OptimizerStep,
): void {
  const velocity = arrayOf(state, 'velocity');
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] ?? 0;
    const g = (gradient[i] ?? 0) + weightDecay * weight;
    const speed = momentum * (velocity[i] ?? 0) + g;
    velocity[i] = speed;
    weights[i] = weight - learningRate * (g + momentum * speed);
  }
}

function moveAdagrad(
  weights: Float32Array,
  gradient: Float32Array,
  state: OptimizerState,
  { learningRate, weightDecay }: OptimizerStep,
): void {
  const squares = arrayOf(state, 'squares');
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] ?? 0;
    const g = (gradient[i] ?? 0) + weightDecay * weight;
    const sum = (squares[i] ?? 0) + g * g;
    squares[i] = sum;
    weights[i] = weight - (learningRate * g) / (Math.sqrt(sum) + 1e-10);
  }
}

function moveRmsprop(
  weights: Float32Array,
  gradient: Float32Array,
  state: OptimizerState,
  { learningRate, momentum, weightDecay }: OptimizerStep,
): void {
  const [squares, velocity] = [arrayOf(state, 'squares'), arrayOf(state, 'velocity')];
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] ?? 0;
    const g = (gradient[i] ?? 0) + weightDecay * weight;
    const square = 0.99 * (squares[i] ?? 0) + 0.01 * g * g;
    squares[i] = square;
    const speed = momentum * (velocity[i] ?? 0) + g / (Math.sqrt(square) + 1e-8);
    velocity[i] = speed;
    weights[i] = weight - learningRate * speed;
  }
}

const [beta1, beta2, epsilon] = [0.9, 0.999, 1e-8];

/** Weight decay joins the gradient, as in PyTorch's `Adam`. */
function moveAdam(
  weights: Float32Array,
  gradient: Float32Array,
  state: OptimizerState,
  { learningRate, weightDecay, step }: OptimizerStep,
): void {
  const [mean, variance] = [arrayOf(state, 'mean'), arrayOf(state, 'variance')];
  const meanScale = 1 / (1 - beta1 ** step);
  const varianceScale = 1 / (1 - beta2 ** step);
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] ?? 0;
    const g = (gradient[i] ?? 0) + weightDecay * weight;
    const m = beta1 * (mean[i] ?? 0) + (1 - beta1) * g;
    const v = beta2 * (variance[i] ?? 0) + (1 - beta2) * g * g;
    mean[i] = m;
    variance[i] = v;
    weights[i] = weight - (learningRate * m * meanScale) / (Math.sqrt(v * varianceScale) + epsilon);
  }
}

function moveAdamW(
  weights: Float32Array,
  gradient: Float32Array,
  state: OptimizerState,
  options: OptimizerStep,
): void {
  const keep = 1 - options.learningRate * options.weightDecay;
  for (let i = 0; i < weights.length; i++) weights[i] = (weights[i] ?? 0) * keep;
  moveAdam(weights, gradient, state, { ...options, weightDecay: 0 });
}

function arrayOf(state: OptimizerState, name: string): Float32Array {
  const array = state.get(name);
  if (array === undefined) throw new RangeError(`The optimizer's state lacks "${name}".`);
  return array;
}
