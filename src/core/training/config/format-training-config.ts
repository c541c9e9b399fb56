import { stringify } from 'yaml';
import { formatFrontEnd } from './front-end-config.ts';
import { formatModelSetting } from './model-config.ts';
import type { TrainingConfig } from './training-config.ts';

/** Writes a configuration as YAML in our form, everything said; `parseTrainingConfig` reads it back. */
export function formatTrainingConfig(config: TrainingConfig): string {
  const { data, frontEnd, model, training, augmentation, seed, backend } = config;
  const { rootDir, workers, validation, balance } = data;
  return stringify(
    {
      data: {
        ...(rootDir !== undefined && { rootDir }),
        validation,
        ...(balance && { balance }),
        ...(workers !== null && { workers }),
      },
      ...(frontEnd !== null && { frontEnd: formatFrontEnd(frontEnd) }),
      model: formatModelSetting(model),
      training: formatTraining(training),
      augmentation: withoutUndefined(augmentation),
      seed,
      ...(backend !== null && { backend }),
    },
    { lineWidth: 100 },
  );
}

function formatTraining(training: TrainingConfig['training']): object {
  const { epochs, steps, optimizer, loss, earlyStopping, ...rest } = training;
  const { momentum, ...move } = optimizer;
  const { classWeights, ...named } = loss;
  const weights = classWeights === 'balanced' ? classWeights : Object.fromEntries(classWeights ?? []);
  return {
    ...(steps === null ? { epochs } : { steps }),
    ...rest,
    optimizer: momentum === 0 ? move : { ...move, momentum },
    loss: classWeights === null ? named : { ...named, classWeights: weights },
    ...(earlyStopping !== null && { earlyStopping }),
  };
}

function withoutUndefined(fields: object): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
