import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shippedModelNames } from '../../core/models/shipped-models.ts';
import { Icon } from '../shared/icon.tsx';
import { fetchSampleList, type SampleClip } from './sample-clips.ts';
import styles from './sample-chips.module.css';

type SampleChipsProps = { playingKey: string | null; onPress: (clip: SampleClip) => void };

/** Words spoken by synthetic voices, one press each, in a row for each model. */
export function SampleChips({ playingKey, onPress }: SampleChipsProps) {
  const { t } = useTranslation();
  const clips = useSampleList();
  if (clips === 'failed') return <p className={styles.failed}>{t('classify.samples.failed')}</p>;
  return (
    <div className={styles.samples}>
      {shippedModelNames.map((model) => (
        <section key={model} className={styles.group} aria-label={t(`app.modelName.${model}`)}>
          <h3 className={styles.heading}>{t(`app.modelName.${model}`)}</h3>
          <ul className={styles.chips}>
            {clips
              .filter((clip) => clip.model === model)
              .map((clip) => (
                <li key={clip.file}>
                  <button
                    type="button"
                    className={styles.chip}
                    aria-pressed={playingKey === `sample:${clip.file}`}
                    title={t('classify.samples.voice', { voice: clip.voice })}
                    onClick={() => onPress(clip)}
                  >
                    <Icon name={playingKey === `sample:${clip.file}` ? 'stop' : 'play'} size={16} />
                    <bdi>{clip.word}</bdi>
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function useSampleList(): readonly SampleClip[] | 'failed' {
  const [clips, setClips] = useState<readonly SampleClip[] | 'failed'>([]);
  useEffect(() => {
    let isWanted = true;
    const load = async () => {
      const loaded = await fetchSampleList().catch(() => 'failed' as const);
      if (isWanted) setClips(loaded);
    };
    void load();
    return () => {
      isWanted = false;
    };
  }, []);
  return clips;
}
