import { useTranslation } from 'react-i18next';
import type { JudgedWord } from '../../../workers/language-protocol.ts';
import { classNames } from '../../shared/class-names.ts';
import { useFigure } from './figures.ts';
import { useWordText } from './word-text.ts';
import styles from './judged-sentence.module.css';

/** What fills a bar, in −log10 P: one in a thousand. */
const highest = 3;

/** `dir="auto"` would look past the words, each of which stands apart. */
const rightToLeft =
  /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

/** A sentence as a row of words; the higher the bar over one, the less it was expected. */
export function JudgedSentence({ words, number }: { words: readonly JudgedWord[]; number: number }) {
  const { t } = useTranslation();
  const isRightToLeft = rightToLeft.test(words.map(({ word }) => word).join(' '));
  return (
    <ol
      className={styles.words}
      dir={isRightToLeft ? 'rtl' : 'ltr'}
      aria-label={t('sequence.try.sentence', { number })}
    >
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
      <span className={styles.figure} dir="ltr">
        {figure(logProb10)}
      </span>
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
