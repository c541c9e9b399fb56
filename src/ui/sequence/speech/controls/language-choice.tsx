import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { exampleGrammars } from '../../../../core/language/grammar/example-grammars.ts';
import type { LanguageChoice as Choice } from '../../../../workers/language-protocol.ts';
import { Segments } from '../../../shared/segments.tsx';
import { Select } from '../../../shared/select.tsx';
import type { SpeechDecoder } from '../speech-clients.ts';
import type { SpeechSession, SpeechState } from '../speech-session.ts';
import { GrammarEditor } from './grammar-editor.tsx';
import { useGrammarCheck } from './use-grammar-check.ts';
import styles from './controls.module.css';

/** An N-gram model that the language worker keeps. */
export type TrainedNgram = { readonly key: string; readonly title: string };

const kinds = ['none', 'ngram', 'grammar'] as const;

type LanguageChoiceProps = {
  session: SpeechSession;
  state: SpeechState;
  decoder: SpeechDecoder;
  ngrams: readonly TrainedNgram[];
};

/** Which language model helps to find the words: none, a trained one, or a grammar. */
export function LanguageChoice({ session, state, decoder, ngrams }: LanguageChoiceProps) {
  const { t } = useTranslation();
  const { language, heard } = state;
  const [kind, setKind] = useState<Choice['kind']>('none');
  const [text, setText] = useState(exampleGrammars[0]?.text ?? '');
  const [fit, setFit] = useState(0.9);
  const check = useGrammarCheck(decoder, text, heard?.scored.labelSet ?? null);
  const choose = (next: Choice) => void session.setLanguage(next);
  const chooseNgram = (key = ngrams[0]?.key) =>
    choose(key === undefined ? { kind: 'none' } : { kind: 'ngram', key });
  const chooseKind = (next: Choice['kind']) => {
    setKind(next);
    if (next === 'none') choose({ kind: 'none' });
    else if (next === 'ngram') chooseNgram();
    else choose({ kind: 'grammar', text, fit });
  };
  return (
    <div className={styles.language}>
      <Segments
        legend={t('speech.controls.language')}
        name="speech-language"
        choices={kinds.map((value) => ({ value, text: t(`speech.controls.${value}`) }))}
        value={kind}
        onChoose={chooseKind}
      />
      {kind === 'none' && <p className={styles.hint}>{t('speech.controls.noneHint')}</p>}
      {kind === 'ngram' && (
        <>
          <p className={styles.hint}>
            {t(ngrams.length === 0 ? 'speech.controls.noNgrams' : 'speech.controls.ngramHint')}
          </p>
          {ngrams.length > 0 && (
            <Select
              aria-label={t('speech.controls.ngramWhich')}
              value={language.kind === 'ngram' ? language.key : ''}
              onChange={({ target }) => chooseNgram(target.value)}
            >
              {language.kind !== 'ngram' && <option value="">{t('speech.controls.ngramWhich')}</option>}
              {ngrams.map(({ key, title }) => (
                <option key={key} value={key}>
                  {title}
                </option>
              ))}
            </Select>
          )}
        </>
      )}
      {kind === 'grammar' && (
        <GrammarEditor
          text={text}
          fit={fit}
          check={check}
          onText={(next) => {
            setText(next);
            choose({ kind: 'grammar', text: next, fit });
          }}
          onFit={(next) => {
            setFit(next);
            choose({ kind: 'grammar', text, fit: next });
          }}
        />
      )}
    </div>
  );
}
