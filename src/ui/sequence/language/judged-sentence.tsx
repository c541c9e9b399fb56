import { useTranslation } from 'react-i18next';
import type { JudgedWord } from '../../../workers/language-protocol.ts';
import { classNames } from '../../shared/class-names.ts';
import { useFigure } from './figures.ts';
import { useWordText } from './word-text.ts';
import styles from './judged-sentence.module.css';

/** What fills a bar, in −log10 P: one in ten thousand. */
const highest = 4;

/** A sentence as a row of words; the higher the bar over one, the less it was expected. */
export function JudgedSentence({ words, number }: { words: readonly JudgedWord[]; number: number }) {
  const { t } = useTranslation();
  return (
    <ol className={styles.words} dir="auto" aria-label={t('sequence.try.sentence', { number })}>
      {Array.from(words.entries(), ([place, word]) => (
        <Word key={place} judged={word} />
      ))}
    </ol>
  );
}

function Word({ judged: { word, logProb10, isKnown, matchLength } }: { judged: JudgedWord }) {
  const { t } = useTranslation();
  const figure = useFigure();
  const text = useWordText()(word);
  const share = Math.min(1, -logProb10 / highest);
  return (
    <li className={classNames(styles.word, !isKnown && styles.unknown)}>
      <span className={styles.track} aria-hidden="true">
        <span className={styles.bar} style={{ height: `${100 * share}%` }} />
      </span>
      <bdi className={classNames(styles.text, text !== word && styles.mark)} title={text}>
        {text}
      </bdi>
      <span className={styles.figure}>{figure(logProb10)}</span>
      <span className={styles.match}>
        {!isKnown
          ? t('sequence.try.unknown')
          : matchLength === null
            ? ''
            : t('sequence.try.match', { length: matchLength })}
      </span>
    </li>
  );
}
