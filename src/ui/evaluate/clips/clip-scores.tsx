import { useTranslation } from 'react-i18next';
import { classColour } from '../../shared/class-colour.ts';
import { useFormat } from '../../shared/format.ts';
import { Icon } from '../../shared/icon.tsx';
import { topScores } from './clip-selection.ts';
import styles from './clip-item.module.css';

type ClipScoresProps = {
  scores: Readonly<Record<string, number>>;
  /** What was said; marked where it is among the first three. */
  actual: string;
  modelLabels: readonly string[];
};

/** The three highest scores as bars, in the colours that the labels have everywhere. */
export function ClipScores({ scores, actual, modelLabels }: ClipScoresProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <ol className={styles.scores} aria-label={t('evaluate.clips.scores')}>
      {topScores(scores, 3).map(({ label, score }) => (
        <li key={label} className={styles.score}>
          <span className={styles.scoreLabel} title={label}>
            <bdi>{label}</bdi>
            {label === actual && <Icon name="check" size={14} />}
          </span>
          <span className={styles.track}>
            <span
              className={styles.bar}
              style={{ width: `${score * 100}%`, background: classColour(modelLabels.indexOf(label)) }}
            />
          </span>
          <span className={styles.percent}>{format.percent(score)}</span>
        </li>
      ))}
    </ol>
  );
}
