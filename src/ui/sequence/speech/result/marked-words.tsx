import { useTranslation } from 'react-i18next';
import type { AlignedWord } from '../../../../core/evaluation/align-words.ts';
import type { ComparedWord } from './compare-sentences.ts';
import styles from './marked-words.module.css';

/** A sentence; words that another one lacks are underlined. */
export function ComparedSentence({ words }: { words: readonly ComparedWord[] }) {
  const { t } = useTranslation();
  if (words.length === 0) return <span className={styles.none}>{t('speech.noWords')}</span>;
  return (
    <bdi>
      {words.map(({ word, isDifferent }, index) => (
        // The same word may come several times, and words never change places.
        // oxlint-disable-next-line react/no-array-index-key
        <span key={index}>
          {index > 0 && ' '}
          {isDifferent ? <mark className={styles.different}>{word}</mark> : word}
        </span>
      ))}
    </bdi>
  );
}

/** What was said and what was heard in one line: missed words crossed out, others underlined. */
export function AlignedSentence({ alignment }: { alignment: readonly AlignedWord[] }) {
  const { t } = useTranslation();
  if (alignment.length === 0) return <span className={styles.none}>{t('speech.noWords')}</span>;
  return (
    <bdi>
      {alignment.map((step, index) => (
        // oxlint-disable-next-line react/no-array-index-key
        <span key={index}>
          {index > 0 && ' '}
          <Step step={step} />
        </span>
      ))}
    </bdi>
  );
}

function Step({ step }: { step: AlignedWord }) {
  const { t } = useTranslation();
  const { kind, reference, hypothesis } = step;
  if (kind === 'correct') return reference;
  return (
    <>
      {reference !== null && (
        <del className={styles.missed}>
          <span className="visually-hidden">{t('speech.folder.missed')} </span>
          {reference}
        </del>
      )}
      {reference !== null && hypothesis !== null && ' '}
      {hypothesis !== null && (
        <ins className={styles.added}>
          <span className="visually-hidden">
            {t(reference === null ? 'speech.folder.extra' : 'speech.folder.added')}{' '}
          </span>
          {hypothesis}
        </ins>
      )}
    </>
  );
}
