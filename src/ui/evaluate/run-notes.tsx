import { useTranslation } from 'react-i18next';
import { Card } from '../shared/card.tsx';
import { type EvaluationRun, labelsTheModelLacks } from './session/evaluation-run.ts';
import styles from './run-notes.module.css';

/** More would push the figures off the screen. */
const maxNamed = 40;

/** Which labels the model cannot answer; shown from the start, above the figures that they spoil. */
export function LackingNote({ run }: { run: EvaluationRun }) {
  const { t } = useTranslation();
  const lacking = labelsTheModelLacks(run);
  if (lacking.length === 0) return null;
  const numClips = lacking.reduce((sum, label) => sum + label.numClips, 0);
  return (
    <Card className={styles.caution} data-testid="labels-lacking">
      <h3 className={styles.title}>{t('evaluate.notes.lackingTitle', { count: lacking.length })}</h3>
      <p>{t('evaluate.notes.lacking', { count: numClips })}</p>
      <ul className={styles.labels}>
        {lacking.slice(0, maxNamed).map(({ label, numClips: count }) => (
          <li key={label} className={styles.label}>
            <bdi>{label}</bdi> <span>{count}</span>
          </li>
        ))}
        {lacking.length > maxNamed && (
          <li className={styles.more}>
            {t('evaluate.notes.lackingMore', { count: lacking.length - maxNamed })}
          </li>
        )}
      </ul>
    </Card>
  );
}
