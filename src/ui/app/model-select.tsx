import { useTranslation } from 'react-i18next';
import { useRecogniser } from '../shared/recogniser-context.tsx';
import { Select } from '../shared/select.tsx';
import { useModelWords } from '../shared/use-model-words.ts';

/** Which model listens: a shipped one, or one of the visitor's own. */
export function ModelSelect({ className }: { className?: string | undefined }) {
  const { t } = useTranslation();
  const { recogniser, state } = useRecogniser();
  const { names, title, hint } = useModelWords();
  return (
    <Select
      className={className}
      aria-label={t('app.model')}
      title={hint(state.model)}
      value={state.model}
      onChange={(event) => {
        const name = names.find((known) => known === event.target.value);
        if (name !== undefined) recogniser.setModel(name);
      }}
    >
      {names.map((name) => (
        <option key={name} value={name}>
          {title(name)}
        </option>
      ))}
    </Select>
  );
}
