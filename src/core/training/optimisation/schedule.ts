import type { PlateauOptions } from './plateau.ts';

/** How the learning rate changes over a training, after its warm-up. Epochs count from the end of the warm-up. */
type ScheduleShape =
  | { readonly name: 'constant' }
  /** × `factor` after every `everyEpochs`. */
  | { readonly name: 'step'; readonly everyEpochs: number; readonly factor: number }
  /** × `factor` after every epoch. */
  | { readonly name: 'exponential'; readonly factor: number }
  /** Half a cosine down to `finalShare` of the start, a little each step. */
  | { readonly name: 'cosine'; readonly finalShare: number }
  /** × `factor` whenever the validation loss stops falling. */
  | ({ readonly name: 'plateau' } & PlateauOptions);

/** Everything that decides the learning rate of a step but the course of the training. */
export type Schedule = {
  readonly numSteps: number;
  readonly stepsPerEpoch: number;
  readonly learningRate: number;
  /** Steps of linear rise in front of the shape; 0 = none. */
  readonly warmUpSteps: number;
  readonly shape: ScheduleShape;
};

/**
 * The learning rate of a step.
 *
 * @param step counts from 0.
 * @param plateauScale what ReduceLROnPlateau has made of the rate so far, as a share of `learningRate`.
 * @see PyTorch 1.13 `LinearLR` from 1 / warmUpSteps, joined by `SequentialLR` to `StepLR`, `ExponentialLR` or
 *   `CosineAnnealingLR`, whose numbers these are.
 */
export function learningRateAt(schedule: Schedule, step: number, plateauScale = 1): number {
  const { learningRate, warmUpSteps } = schedule;
  if (step < warmUpSteps) return (learningRate * plateauScale * (step + 1)) / warmUpSteps;
  return learningRate * plateauScale * shareAt(schedule, step - warmUpSteps);
}

function shareAt({ shape, numSteps, stepsPerEpoch, warmUpSteps }: Schedule, step: number): number {
  const epoch = Math.floor(step / stepsPerEpoch);
  if (shape.name === 'step') return shape.factor ** Math.floor(epoch / shape.everyEpochs);
  if (shape.name === 'exponential') return shape.factor ** epoch;
  if (shape.name !== 'cosine') return 1;
  const progress = Math.min(1, step / Math.max(1, numSteps - warmUpSteps));
  return shape.finalShare + ((1 - shape.finalShare) * (1 + Math.cos(Math.PI * progress))) / 2;
}

/**
 * The learning rate at up to `maxPoints` steps spread over a training, first and last included, to draw before it
 * starts. The plateau's reductions cannot be known, so its curve stays level.
 */
export function previewSchedule(
  schedule: Schedule,
  maxPoints: number,
): { readonly step: number; readonly learningRate: number }[] {
  const last = schedule.numSteps - 1;
  const numPoints = Math.min(schedule.numSteps, Math.max(2, maxPoints));
  return Array.from({ length: numPoints }, (_, index) => {
    const step = numPoints === 1 ? 0 : Math.round((index * last) / (numPoints - 1));
    return { step, learningRate: learningRateAt(schedule, step) };
  });
}
