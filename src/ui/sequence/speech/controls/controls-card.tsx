import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../shared/button.tsx';
import { Card } from '../../../shared/card.tsx';
import { useFormat } from '../../../shared/format.ts';
import type { SpeechDecoder } from '../speech-clients.ts';
import type { SpeechSession } from '../speech-session.ts';
import { LanguageChoice, type TrainedNgram } from './language-choice.tsx';
import { WeightSliders } from './weight-sliders.tsx';
import styles from './controls.module.css';

type ControlsCardProps = {
  session: SpeechSession;
  decoder: SpeechDecoder;
  ngrams: readonly TrainedNgram[];
};

/** The language model and the weights; below, how long the search for the words took. */
export function ControlsCard({ session, decoder, ngrams }: ControlsCardProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const state = useSyncExternalStore(session.subscribe, session.getSnapshot);
  const { decoded, isDecoding } = state;
  return (
    <Card className={styles.card} aria-labelledby="speech-controls">
      <div className={styles.head}>
        <h3 id="speech-controls" className={styles.title}>
          {t('speech.controls.title')}
        </h3>
        <Button kind="quiet" icon="undo" onClick={() => void session.resetOptions()}>
          {t('speech.controls.reset')}
        </Button>
      </div>
      <LanguageChoice session={session} state={state} decoder={decoder} ngrams={ngrams} />
      <WeightSliders session={session} state={state} />
      <p className={styles.time}>
        {isDecoding
          ? t('speech.decoding')
          : decoded !== null && t('speech.decodeTime', { time: format.ms(decoded.decodeMs) })}
      </p>
    </Card>
  );
}
