import { useTranslation } from 'react-i18next';
import type { FrontEnd } from '../../../core/features/front-end.ts';
import { useFormat } from '../../shared/format.ts';
import { frontEndWords } from './front-end-words.ts';
import styles from './explain-view.module.css';

/** The model's front end as two sentences. */
export function FrontEndText({ frontEnd }: { frontEnd: FrontEnd }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { main, fine } = frontEndWords(frontEnd, t, format);
  const comma = t('explain.comma');
  return (
    <div className={styles.words}>
      <h4 className={styles.wordsTitle}>{t('explain.frontEnd')}</h4>
      <p className={styles.main} data-testid="front-end">
        {t('explain.sentence', { words: main.join(comma) })}
      </p>
      <p className={styles.hint}>{t('explain.fine', { words: fine.join(comma) })}</p>
    </div>
  );
}
