import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { usePageWork } from '../../shared/page-work.ts';
import { useRecogniser } from '../../shared/recogniser-context.tsx';
import { useKeys } from '../../shared/use-keys.ts';
import { ControlsCard } from './controls/controls-card.tsx';
import type { TrainedNgram } from './controls/language-choice.tsx';
import { FolderCard } from './folder/folder-card.tsx';
import { InputCard } from './input/input-card.tsx';
import { SampleChips } from './input/sample-chips.tsx';
import { CompareCard } from './result/compare-card.tsx';
import { NBestTable } from './result/n-best-table.tsx';
import { SpeechFailures } from './speech-failures.tsx';
import { TimelineCard } from './timeline/timeline-card.tsx';
import type { Speech } from './use-speech.ts';
import styles from './speech-view.module.css';

type SpeechViewProps = {
  speech: Speech;
  /** The N-gram models that the language worker keeps. */
  ngrams: readonly TrainedNgram[];
  /** Whether it is on the screen: keys must not reach it elsewhere. */
  isActive: boolean;
};

/** Which words when: a recording of several words, decoded with and without a language model. */
export function SpeechView({ speech, ngrams, isActive }: SpeechViewProps) {
  const { t } = useTranslation();
  const { model } = useRecogniser().state;
  const { session, microphone, decoder } = speech;
  const state = useSyncExternalStore(session.subscribe, session.getSnapshot);
  const { phase } = useSyncExternalStore(microphone.subscribe, microphone.getSnapshot);
  const { heard, decoded } = state;
  usePageWork(phase !== 'closed');
  useEffect(() => void session.followModel(model), [model, session]);
  useEffect(() => void session.followNgrams(ngrams), [ngrams, session]);
  useKeys({ ' ': speech.playOrStop, r: () => void speech.pressMicrophone() }, isActive);
  return (
    <>
      <SpeechFailures speech={speech} />
      <div className={styles.view}>
        <div className={styles.input}>
          <InputCard speech={speech} />
        </div>
        <div className={styles.timeline}>
          <SampleChips onPress={(sample) => void speech.hearSample(sample)} />
          <TimelineCard
            speech={speech}
            actions={
              <Button
                icon={speech.isPlaying ? 'stop' : 'play'}
                disabled={heard === null}
                onClick={speech.playOrStop}
              >
                {speech.isPlaying ? t('shared.stop') : t('speech.playAll')}
              </Button>
            }
          />
        </div>
        <div className={styles.results}>
          <CompareCard heard={heard} decoded={decoded} />
          <NBestTable decoding={decoded?.chosen ?? null} />
        </div>
        <div className={styles.controls}>
          <ControlsCard session={session} decoder={decoder} ngrams={ngrams} />
        </div>
        <div className={styles.folder}>
          <FolderCard speech={speech} onWeights={(weights) => void session.setOptions(weights)} />
        </div>
      </div>
    </>
  );
}
