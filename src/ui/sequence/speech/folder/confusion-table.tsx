import { useTranslation } from 'react-i18next';
import type { WordConfusion } from '../../../../core/evaluation/word-errors.ts';
import { useFormat } from '../../../shared/format.ts';
import styles from './folder-card.module.css';

const numShown = 10;

/** Which words are taken for which. */
export function ConfusionTable({ confusions }: { confusions: readonly WordConfusion[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (confusions.length === 0) return null;
  const word = (text: string | null) =>
    text === null ? <i className={styles.nothing}>{t('speech.folder.nothing')}</i> : <bdi>{text}</bdi>;
  return (
    <section aria-labelledby="speech-confusions">
      <h4 id="speech-confusions" className={styles.subtitle}>
        {t('speech.folder.confusions')}
      </h4>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('speech.folder.said')}</th>
            <th scope="col">{t('speech.folder.heardWord')}</th>
            <th scope="col">{t('speech.folder.times')}</th>
          </tr>
        </thead>
        <tbody>
          {confusions.slice(0, numShown).map(({ reference, hypothesis, count }) => (
            <tr key={JSON.stringify([reference, hypothesis])}>
              <td>{word(reference)}</td>
              <td>{word(hypothesis)}</td>
              <td>{format.count(count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
