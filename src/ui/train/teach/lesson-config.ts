/** How a part of a lesson is taught. What was tried: docs/decisions/0018. */
type LessonPart = {
  readonly freeze: 'encoder' | 'none';
  readonly steps: number;
  readonly learningRate: number;
};

/** A new last layer on the wide model: in seconds. */
export const headPart: LessonPart = { freeze: 'encoder', steps: 60, learningRate: 0.04 };
/** The whole network, from there: in a minute. */
export const wholePart: LessonPart = { freeze: 'none', steps: 200, learningRate: 0.002 };
/** More takes for a model that knows the words already. */
export const moreTakesPart: LessonPart = { ...wholePart, steps: 120 };

/** Of the other words; which takes are held out is settled when they are taken. */
const heldOutShare = 0.25;

/** The configuration of a part, as a training takes it. */
export function lessonConfig({ freeze, steps, learningRate }: LessonPart): string {
  return `data: { validation: { share: ${heldOutShare}, by: clip }, balance: true }
model: { from: wide, freeze: ${freeze} }
training:
  steps: ${steps}
  batchSize: 32
  optimizer: { name: adamw, learningRate: ${learningRate}, weightDecay: 0.01 }
  schedule: { name: cosine, warmUpSteps: ${Math.round(steps / 10)} }
  loss: { name: cross-entropy, labelSmoothing: 0.1 }
augmentation:
  shiftSec: 0.1
  speed: 0.1
  gainDb: 6
  vocalTract: 0.1
  noise: { snrDb: [5, 35], probability: 0.5 }
${freeze === 'none' ? '  specAugment: { masks: 2, bands: 5, frames: 12 }\n' : ''}seed: 1
`;
}
