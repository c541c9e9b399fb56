import { useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecodedWord } from '../../../../core/language/decoder/decode-sound.ts';
import { useFormat } from '../../../shared/format.ts';
import { percentOf, type TimeRange } from '../../../shared/time-range.ts';
import { wordColour } from '../word-colour.ts';
import styles from './timeline.module.css';

type WordLaneProps = {
  words: readonly DecodedWord[];
  labels: readonly string[];
  range: TimeRange;
  onPlay: (startSec: number) => void;
  /** A word has been gone to. */
  onShow: (span: TimeRange) => void;
};

/** The words that were heard, at their times. One of them can be tabbed to; arrow keys go on from there. */
export function WordLane({ words, labels, range, onPlay, onShow }: WordLaneProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const buttons = useRef<(HTMLButtonElement | null)[]>([]);
  const [current, setCurrent] = useState(0);
  const goTo = (event: KeyboardEvent) => {
    const next = neighbourOf(event.key, Math.min(current, words.length - 1), words.length);
    const word = next === null ? undefined : words[next];
    if (next === null || word === undefined) return;
    event.preventDefault();
    setCurrent(next);
    onShow(word);
    buttons.current[next]?.focus({ preventScroll: true });
  };
  return (
    <ol className={styles.words} aria-label={t('speech.words')}>
      {words.map((word, index) => {
        const { startSec, endSec } = word;
        const left = percentOf(startSec, range);
        const text = t('speech.wordAt', {
          word: word.word,
          from: format.sec(startSec),
          to: format.sec(endSec),
          share: format.wholePercent(word.score),
        });
        return (
          <li
            key={`${word.word} ${startSec}`}
            className={styles.word}
            style={{
              left: `${left}%`,
              width: `${percentOf(endSec, range) - left}%`,
              ...wordColour(word.word, labels),
            }}
          >
            <button
              ref={(element) => {
                buttons.current[index] = element;
              }}
              type="button"
              data-word
              tabIndex={index === Math.min(current, words.length - 1) ? 0 : -1}
              aria-label={text}
              title={text}
              onClick={() => {
                setCurrent(index);
                onPlay(startSec);
              }}
              onFocus={() => setCurrent(index)}
              onKeyDown={goTo}
            >
              <bdi>{word.word}</bdi>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

/** Which word a key leads to. */
function neighbourOf(key: string, current: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
      return Math.min(count - 1, current + 1);
    case 'ArrowLeft':
      return Math.max(0, current - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
