import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toPhonoscopeError } from '../../../core/errors.ts';
import type { PlainError } from '../../../workers/protocol.ts';
import type { DrawnSound, VariationPreview as Preview } from '../../../workers/training-protocol.ts';
import { Button } from '../../shared/button.tsx';
import { ErrorNote } from '../../shared/error-note.tsx';
import { useFormat } from '../../shared/format.ts';
import { usePlayer } from '../../shared/player.ts';
import { Spectrogram } from '../../shared/spectrogram.tsx';
import type { TrainSession } from '../session/train-session.ts';
import styles from './variation-preview.module.css';

/** One clip as it is and as a training would vary it, side by side; each press draws another. */
export function VariationPreview({ session }: { session: TrainSession }) {
  const { t } = useTranslation();
  const [preview, setPreview] = useState<Preview | null>(null);
  const [error, setError] = useState<PlainError | null>(null);
  const number = useRef(0);
  const isMounted = useRef(true);
  useEffect(() => {
    isMounted.current = true;
    return () => {
      isMounted.current = false;
    };
  }, []);
  const draw = async () => {
    number.current += 1;
    const own = number.current;
    try {
      const drawn = await session.previewVariation(own);
      if (isMounted.current && own === number.current) setPreview(drawn);
      setError(null);
    } catch (thrown) {
      const { code, message, details } = toPhonoscopeError(thrown);
      if (isMounted.current) setError({ code, message, details });
    }
  };
  return (
    <div className={styles.preview}>
      <Button icon="speaker" onClick={() => void draw()} data-testid="preview-variation">
        {t(preview === null ? 'train.preview.first' : 'train.preview.next')}
      </Button>
      {error !== null && <ErrorNote error={error} onDismiss={() => setError(null)} />}
      {preview !== null && (
        <div className={styles.pair}>
          <Sound
            name={t('train.preview.original', { label: preview.label })}
            soundKey="original"
            sound={preview.original}
          />
          <Sound
            name={t('train.preview.varied', { label: preview.label })}
            soundKey="varied"
            sound={preview.varied}
          />
        </div>
      )}
    </div>
  );
}

type SoundProps = { name: string; soundKey: string; sound: DrawnSound };

function Sound({ name, soundKey, sound }: SoundProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { isPlaying, toggle } = usePlayer(`preview:${soundKey}`);
  const { samples, sampleRateHz, spectrogram, hopSec, minHz, maxHz } = sound;
  const endSec = samples.length / sampleRateHz;
  return (
    <figure className={styles.sound}>
      <figcaption className={styles.caption}>
        <Button
          kind="quiet"
          icon={isPlaying ? 'stop' : 'play'}
          aria-label={`${t(isPlaying ? 'shared.stop' : 'shared.play')}: ${name}`}
          onClick={() => void toggle({ samples, sampleRateHz }).catch(() => undefined)}
        />
        <span>{name}</span>
        <span className={styles.length}>{format.sec(endSec)}</span>
      </figcaption>
      <Spectrogram
        features={spectrogram}
        hopSec={hopSec}
        minHz={minHz}
        maxHz={maxHz}
        range={{ startSec: 0, endSec }}
        height="9rem"
        label={t('train.preview.picture', { name })}
      />
    </figure>
  );
}
