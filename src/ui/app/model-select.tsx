import { useTranslation } from 'react-i18next';
import { shippedModelNames } from '../../core/models/shipped-models.ts';
import { useRecogniser } from '../shared/recogniser-context.tsx';
import { Select } from '../shared/select.tsx';

/** Which model listens. */
export function ModelSelect({ className }: { className?: string | undefined }) {
  const { t } = useTranslation();
  const { recogniser, state } = useRecogniser();
  return (
    <Select
      className={className}
      aria-label={t('app.model')}
      title={t(`app.modelHint.${state.model}`)}
      value={state.model}
      onChange={(event) => {
        const name = shippedModelNames.find((known) => known === event.target.value);
        if (name !== undefined) recogniser.setModel(name);
      }}
    >
      {shippedModelNames.map((name) => (
        <option key={name} value={name}>
          {t(`app.modelName.${name}`)}
        </option>
      ))}
    </Select>
  );
}
