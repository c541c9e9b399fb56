import { useTranslation } from 'react-i18next';
import { ChoiceField, NumberField } from '../../shared/field.tsx';
import {
  type ModelKind,
  type PlaygroundSettings,
  type SmoothingName,
  smoothings,
  type TokenizerName,
  tokenizers,
} from './session/playground-state.ts';
import styles from './model-settings.module.css';

type ModelSettingsProps = {
  kind: ModelKind;
  settings: PlaygroundSettings;
  onChange: (settings: Partial<PlaygroundSettings>) => void;
};

const orders = ['1', '2', '3', '4', '5'] as const;
const maxSeed = 2 ** 31 - 1;

/** How a text is cut into words; below it what the kind of model wants to know. */
export function ModelSettings({ kind, settings, onChange }: ModelSettingsProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.settings}>
      <ChoiceField<TokenizerName>
        label={t('sequence.settings.tokenizer')}
        value={settings.tokenizer}
        choices={tokenizers.map((value) => ({
          value,
          text: t(`sequence.tokenizer.${tokenizerKeys[value]}`),
        }))}
        onChange={(tokenizer) => onChange({ tokenizer })}
      />
      {kind === 'ngram' ? (
        <NgramSettings settings={settings} onChange={onChange} />
      ) : (
        <HmmSettings settings={settings} onChange={onChange} />
      )}
    </div>
  );
}

/** A colon in a key means something else to i18next. */
const tokenizerKeys = {
  whitespace: 'whitespace',
  character: 'character',
  'segmenter:en': 'english',
  'segmenter:zh': 'chinese',
} as const satisfies Record<TokenizerName, string>;

function NgramSettings({ settings, onChange }: Omit<ModelSettingsProps, 'kind'>) {
  const { t } = useTranslation();
  const { order, smoothing, k } = settings;
  return (
    <div className={styles.ngram}>
      <ChoiceField
        label={t('sequence.settings.order')}
        value={orders[order - 1] ?? '3'}
        choices={orders.map((value) => ({
          value,
          text: t('sequence.settings.words', { count: Number(value) }),
        }))}
        onChange={(value) => onChange({ order: Number(value) })}
      />
      <ChoiceField<SmoothingName>
        label={t('sequence.settings.smoothing')}
        value={smoothing}
        choices={smoothings.map((value) => ({ value, text: t(`sequence.smoothing.${value}`) }))}
        onChange={(value) => onChange({ smoothing: value })}
      />
      {smoothing === 'add-k' && (
        <NumberField label="k" value={k} min={1e-6} max={1000} onChange={(value) => onChange({ k: value })} />
      )}
    </div>
  );
}

function HmmSettings({ settings, onChange }: Omit<ModelSettingsProps, 'kind'>) {
  const { t } = useTranslation();
  const { numStates, iterations, hmmSeed } = settings;
  return (
    <div className={styles.hmm}>
      <NumberField
        label={t('sequence.settings.states')}
        value={numStates}
        min={1}
        max={200}
        isWhole
        onChange={(value) => onChange({ numStates: value })}
      />
      <NumberField
        label={t('sequence.settings.iterations')}
        value={iterations}
        min={1}
        max={1000}
        isWhole
        onChange={(value) => onChange({ iterations: value })}
      />
      <NumberField
        label={t('sequence.settings.seed')}
        value={hmmSeed}
        min={0}
        max={maxSeed}
        isWhole
        onChange={(value) => onChange({ hmmSeed: value })}
      />
    </div>
  );
}
