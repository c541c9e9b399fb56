import { useMemo, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { isAudioPath } from '../../core/dataset/label-clips.ts';
import { useDroppedFiles } from '../shared/dropped-files-context.tsx';
import { useLanguageModels } from '../shared/language-context.tsx';
import { usePanelActive } from '../shared/panel-context.tsx';
import { Segments } from '../shared/segments.tsx';
import { LanguageView } from './language/language-view.tsx';
import { PlaygroundSession } from './language/session/playground-session.ts';
import { modelKeys } from './language/session/playground-state.ts';
import { SpeechView } from './speech/speech-view.tsx';
import { useSpeech } from './speech/use-speech.ts';
import styles from './sequence-panel.module.css';

const parts = ['speech', 'language'] as const;
type Part = (typeof parts)[number];

/** Which words when in a recording; and language models, which say which words follow which. */
export function SequencePanel() {
  const { t, i18n } = useTranslation();
  const isActive = usePanelActive();
  const languages = useLanguageModels();
  const speech = useSpeech(languages);
  const [part, setPart] = useState<Part>('speech');
  const [session] = useState(
    () => new PlaygroundSession(languages, i18n.resolvedLanguage === 'zh' ? 'zh' : 'en'),
  );
  const { ngram } = useSyncExternalStore(session.subscribe, session.getSnapshot).models;
  const title = t('speech.controls.ngram');
  const ngrams = useMemo(() => (ngram === null ? [] : [{ key: modelKeys.ngram, title }]), [ngram, title]);
  useDroppedFiles('sequence', (files) => {
    const hasSound = files.some(({ path }) => isAudioPath(path));
    setPart(hasSound ? 'speech' : 'language');
    if (hasSound) speech.openFiles(files);
    else void session.openFiles(files.map(({ file }) => file));
  });
  return (
    <div className={styles.panel}>
      <h1 className="visually-hidden">{t('app.panel.sequence')}</h1>
      <Segments
        className={styles.parts}
        legend={t('speech.part.legend')}
        name="sequence-part"
        choices={parts.map((value) => ({ value, text: t(`speech.part.${value}`) }))}
        value={part}
        onChoose={setPart}
      />
      <div className={styles.panel} hidden={part !== 'speech'}>
        <SpeechView speech={speech} ngrams={ngrams} isActive={isActive && part === 'speech'} />
      </div>
      <div className={styles.panel} hidden={part !== 'language'}>
        <LanguageView session={session} />
      </div>
    </div>
  );
}
