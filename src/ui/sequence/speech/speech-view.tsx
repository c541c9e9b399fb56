import { useMemo, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { sortLabels } from '../../../core/language/decoder/emissions.ts';
import { Button } from '../../shared/button.tsx';
import { useLanguageModels } from '../../shared/language-context.tsx';
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
import { useModelChange } from './use-model-change.ts';
import { useSpeech } from './use-speech.ts';
import styles from './speech-view.module.css';

type SpeechViewProps = {
  /** The N-gram models that the language worker keeps. */
  ngrams: readonly TrainedNgram[];
  /** Whether it is on the screen: keys must not reach it elsewhere. */
  isActive: boolean;
};

/** Which words when: a recording of several words, decoded with and without a language model. */
export function SpeechView({ ngrams, isActive }: SpeechViewProps) {
  const { t } = useTranslation();
  const { recogniser, state: recogniserState } = useRecogniser();
  const decoder = useLanguageModels();
  const speech = useSpeech(recogniser, decoder);
  const { session, microphone, folders } = speech;
  const state = useSyncExternalStore(session.subscribe, session.getSnapshot);
  const { phase } = useSyncExternalStore(microphone.subscribe, microphone.getSnapshot);
  const { heard, decoded, kind, options, language } = state;
  const { metadata, model } = recogniserState;
  const known = useMemo(
    () => (metadata === null ? [] : sortLabels(metadata).words.map(({ word }) => word)),
    [metadata],
  );
  usePageWork(phase !== 'closed');
  useModelChange(model, session);
  useKeys({ ' ': speech.playOrStop, r: () => void speech.pressMicrophone() }, isActive);
  return (
    <>
      <SpeechFailures speech={speech} />
      <div className={styles.view}>
        <div className={styles.input}>
          <InputCard speech={speech} />
        </div>
        <div className={styles.timeline}>
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
          <SampleChips onPress={(sample) => void speech.hearSample(sample)} />
        </div>
        <div className={styles.results}>
          <CompareCard heard={heard} decoded={decoded} />
          <NBestTable decoding={decoded?.chosen ?? null} />
        </div>
        <div className={styles.controls}>
          <ControlsCard session={session} decoder={decoder} ngrams={ngrams} />
        </div>
        <div className={styles.folder}>
          <FolderCard
            folders={folders}
            settings={{ model, kind, options, language }}
            known={known}
            onWeights={(weights) => void session.setOptions(weights)}
          />
        </div>
      </div>
    </>
  );
}
