import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Card } from '../../../shared/card.tsx';
import type { DecodedSpeech, HeardSpeech } from '../speech-session.ts';
import { compareSentences, wordsOf } from './compare-sentences.ts';
import { ComparedSentence } from './marked-words.tsx';
import styles from './compare-card.module.css';

type CompareCardProps = { heard: HeardSpeech | null; decoded: DecodedSpeech | null };

/** What the language model changes: the best sentence with it and without, their differences marked. */
export function CompareCard({ heard, decoded }: CompareCardProps) {
  const { t } = useTranslation();
  const plain = decoded?.plain ?? null;
  const chosen = wordsOf(decoded?.chosen.nBest[0]);
  const { first, second } = compareSentences(chosen, wordsOf(plain?.nBest[0]));
  const isSame = first.concat(second).every(({ isDifferent }) => !isDifferent);
  const said = heard?.origin.kind === 'sample' ? heard.origin.words : null;
  return (
    <Card className={styles.card} aria-labelledby="speech-compare">
      <h3 id="speech-compare" className={styles.title}>
        {t('speech.compare.title')}
      </h3>
      <dl className={styles.lines}>
        {said !== null && (
          <Line name={t('speech.compare.said')}>
            <ComparedSentence words={compareSentences(said, chosen).first} />
          </Line>
        )}
        {plain !== null && (
          <>
            <Line name={t('speech.compare.with')}>
              <ComparedSentence words={first} />
            </Line>
            <Line name={t('speech.compare.without')}>
              <ComparedSentence words={second} />
            </Line>
          </>
        )}
      </dl>
      <p className={styles.note}>
        {plain === null
          ? t('speech.compare.none')
          : t(isSame ? 'speech.compare.same' : 'speech.compare.legend')}
      </p>
    </Card>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
