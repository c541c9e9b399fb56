import { useTranslation } from 'react-i18next';
import { ChoiceList } from '../shared/choice-list.tsx';
import { useRecogniser } from '../shared/recogniser-context.tsx';

const preferences = ['auto', 'webgpu', 'wasm', 'cpu'] as const;

/** Where the model is calculated: the best there is, or what the visitor wants. */
export function BackendChoiceList() {
  const { t } = useTranslation();
  const { recogniser, state } = useRecogniser();
  return (
    <ChoiceList
      legend={t('app.backend')}
      choices={preferences.map((value) => ({
        value,
        text: t(`app.backendName.${value}`),
        hint: t(`app.backendHint.${value}`),
      }))}
      value={state.preference}
      onChoose={(value) => {
        recogniser.setBackend(value);
      }}
    />
  );
}
