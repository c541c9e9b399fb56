import { useTranslation } from 'react-i18next';
import { isShippedModel, shippedModelNames } from '../../core/models/shipped-models.ts';
import type { ModelName } from '../../workers/protocol.ts';
import { useOwnModels } from './use-own-models.ts';

/** Words of a model's labels shown beside its title. */
const numHintLabels = 3;

/** What to call a model, and a few words on what it knows. */
export function useModelWords() {
  const { t } = useTranslation();
  const ownModels = useOwnModels();
  const own = (name: ModelName) => ownModels.find((model) => model.name === name);
  return {
    /** Every model there is, the shipped ones first. */
    names: [...shippedModelNames, ...ownModels.map(({ name }) => name)] satisfies ModelName[],
    title: (name: ModelName): string =>
      isShippedModel(name) ? t(`app.modelName.${name}`) : (own(name)?.title ?? t('app.ownModelGone')),
    hint: (name: ModelName): string => {
      if (isShippedModel(name)) return t(`app.modelHint.${name}`);
      const labels = own(name)?.labels ?? [];
      const words = labels.slice(0, numHintLabels).join(t('app.ownModelComma'));
      return labels.length > numHintLabels
        ? t('app.ownModelHintMore', { words, count: labels.length - numHintLabels })
        : words;
    },
  };
}
