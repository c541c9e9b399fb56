import { useTranslation } from 'react-i18next';
import type { DecodedWord } from '../../../../core/language/decoder/decode-sound.ts';
import { useFormat } from '../../../shared/format.ts';
import styles from './n-best-table.module.css';

/** What each word of a sentence brings by its sound and by the language model. */
export function WordScores({ words }: { words: readonly DecodedWord[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <table className={styles.words}>
      <thead>
        <tr>
          <th scope="col">{t('speech.nBest.word')}</th>
          <th scope="col">{t('speech.nBest.time')}</th>
          <th scope="col">{t('speech.nBest.acoustic')}</th>
          <th scope="col">{t('speech.nBest.lm')}</th>
          <th scope="col">{t('speech.nBest.share')}</th>
        </tr>
      </thead>
      <tbody>
        {words.map(({ word, startSec, endSec, acoustic, lm, score }) => (
          <tr key={startSec}>
            <th scope="row">
              <bdi>{word}</bdi>
            </th>
            <td>{`${format.plain(startSec, 2)}–${format.sec(endSec)}`}</td>
            <td>{format.plain(acoustic, 2)}</td>
            <td>{format.plain(lm, 2)}</td>
            <td>{format.wholePercent(score)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
