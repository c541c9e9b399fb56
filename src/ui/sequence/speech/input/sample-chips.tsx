import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../shared/card.tsx';
import { Icon } from '../../../shared/icon.tsx';
import { fetchSpeechSamples, type SpeechSample } from './speech-samples.ts';
import styles from './sample-chips.module.css';

/** Recordings by synthetic voices, one press each; nothing where the page has none. */
export function SampleChips({ onPress }: { onPress: (sample: SpeechSample) => void }) {
  const { t } = useTranslation();
  const samples = useSamples();
  if (samples.length === 0) return null;
  return (
    <Card className={styles.card} aria-labelledby="speech-samples">
      <h2 id="speech-samples" className={styles.title}>
        {t('speech.samples')}
      </h2>
      <ul className={styles.chips}>
        {samples.map((sample) => (
          <li key={sample.file}>
            <button
              type="button"
              className={styles.chip}
              title={t('classify.samples.voice', { voice: sample.voice })}
              onClick={() => onPress(sample)}
            >
              <Icon name="play" size={16} />
              <bdi>{sample.words.join(' ')}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function useSamples(): readonly SpeechSample[] {
  const [samples, setSamples] = useState<readonly SpeechSample[]>([]);
  useEffect(() => {
    let isWanted = true;
    const load = async () => {
      const loaded = await fetchSpeechSamples().catch(() => []);
      if (isWanted) setSamples(loaded);
    };
    void load();
    return () => {
      isWanted = false;
    };
  }, []);
  return samples;
}
