import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { Card } from '../../shared/card.tsx';
import { NumberField } from '../../shared/field.tsx';
import type { PlaygroundSession } from './session/playground-session.ts';
import type { PlaygroundState } from './session/playground-state.ts';
import cards from './language-card.module.css';
import styles from './generate-card.module.css';

type GenerateCardProps = { session: PlaygroundSession; state: PlaygroundState };

const maxSeed = 2 ** 31 - 1;
/** Easy to read out. */
const newSeed = () => Math.floor(Math.random() * 10_000);

/** Lets the model speak; the same seed gives the same sentences. */
export function GenerateCard({ session, state }: GenerateCardProps) {
  const { t } = useTranslation();
  const { generation, sentences } = state;
  const { seed, temperature, count } = generation;
  return (
    <Card className={cards.card} aria-labelledby="language-generate">
      <div className={cards.head}>
        <h2 id="language-generate" className={cards.title}>
          {t('sequence.generate.title')}
        </h2>
        <Button kind="quiet" icon="retry" onClick={() => session.changeGeneration({ seed: newSeed() })}>
          {t('sequence.generate.newSeed')}
        </Button>
      </div>
      <div className={styles.fields}>
        <NumberField
          label={t('sequence.settings.seed')}
          value={seed}
          min={0}
          max={maxSeed}
          isWhole
          onChange={(value) => session.changeGeneration({ seed: value })}
        />
        <NumberField
          label={t('sequence.generate.temperature')}
          value={temperature}
          min={0.01}
          max={100}
          onChange={(value) => session.changeGeneration({ temperature: value })}
        />
        <NumberField
          label={t('sequence.generate.count')}
          value={count}
          min={1}
          max={50}
          isWhole
          onChange={(value) => session.changeGeneration({ count: value })}
        />
      </div>
      <ol className={styles.sentences} data-testid="generated" aria-label={t('sequence.generate.list')}>
        {Array.from(sentences?.entries() ?? [], ([place, sentence]) => (
          <li key={place} dir="auto">
            {sentence === '' ? (
              <span className={styles.blank}>{t('sequence.generate.blank')}</span>
            ) : (
              sentence
            )}
          </li>
        ))}
      </ol>
      <p className={cards.note}>{t('sequence.generate.hint')}</p>
    </Card>
  );
}
