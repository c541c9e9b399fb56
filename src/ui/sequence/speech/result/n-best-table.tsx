import { Fragment, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DecodedSentence, Decoding } from '../../../../core/language/decoder/decode-sound.ts';
import { Card } from '../../../shared/card.tsx';
import { classNames } from '../../../shared/class-names.ts';
import { useFormat } from '../../../shared/format.ts';
import { Icon } from '../../../shared/icon.tsx';
import { wordsOf } from './compare-sentences.ts';
import { WordScores } from './word-scores.tsx';
import styles from './n-best-table.module.css';

const columns = ['total', 'difference', 'acoustic', 'lm'] as const;

/** The best sentences with their scores; each can be opened word by word. */
export function NBestTable({ decoding }: { decoding: Decoding | null }) {
  const { t } = useTranslation();
  const best = decoding?.nBest[0]?.total ?? 0;
  return (
    <Card aria-labelledby="speech-n-best">
      <h3 id="speech-n-best" className={styles.title}>
        {t('speech.nBest.title')}
      </h3>
      <div className={styles.scroller}>
        <table className={styles.table}>
          <caption className={styles.caption}>{t('speech.nBest.caption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('speech.nBest.rank')}</th>
              <th scope="col">{t('speech.nBest.words')}</th>
              {columns.map((column) => (
                <th key={column} scope="col">
                  {t(`speech.nBest.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {decoding?.nBest.map((sentence, index) => (
              <SentenceRows
                key={wordsOf(sentence).join(' ')}
                rank={index + 1}
                sentence={sentence}
                difference={sentence.total - best}
              />
            ))}
          </tbody>
        </table>
      </div>
    </Card>
  );
}

type SentenceRowsProps = { rank: number; sentence: DecodedSentence; difference: number };

function SentenceRows({ rank, sentence, difference }: SentenceRowsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const { words, total, acoustic, lm } = sentence;
  const text = words.length === 0 ? t('speech.noWords') : wordsOf(sentence).join(' ');
  const figures = { total, difference, acoustic, lm };
  return (
    <Fragment>
      <tr className={classNames(rank === 1 && styles.best)}>
        <td>{format.count(rank)}</td>
        <th scope="row">
          <button
            type="button"
            className={styles.open}
            aria-expanded={isOpen}
            aria-controls={id}
            aria-label={t('speech.nBest.details', { words: text })}
            disabled={words.length === 0}
            onClick={() => setIsOpen(!isOpen)}
          >
            <Icon name="down" size={16} />
            <bdi>{text}</bdi>
          </button>
        </th>
        {columns.map((column) => (
          <td key={column}>{format.plain(figures[column], 2)}</td>
        ))}
      </tr>
      <tr id={id} hidden={!isOpen}>
        <td />
        <td colSpan={1 + columns.length}>{isOpen && <WordScores words={words} />}</td>
      </tr>
    </Fragment>
  );
}
