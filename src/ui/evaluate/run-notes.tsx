import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../shared/button.tsx';
import { Card } from '../shared/card.tsx';
import { type EvaluationRun, labelsTheModelLacks, type SkippedFile } from './session/evaluation-run.ts';
import styles from './run-notes.module.css';

/** Files shown before "show all". */
const numFirst = 20;

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
        {lacking.map(({ label, numClips: count }) => (
          <li key={label} className={styles.label}>
            <bdi>{label}</bdi> <span>{count}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Files that were left out, with reasons. */
export function UnreadableFiles({ files }: { files: readonly SkippedFile[] }) {
  const { t } = useTranslation();
  const [isLong, setIsLong] = useState(false);
  const shown = isLong ? files : files.slice(0, numFirst);
  return (
    <Card
      id="evaluate-unreadable"
      tabIndex={-1}
      className={styles.unreadable}
      aria-labelledby="evaluate-unreadable-title"
    >
      <h3 id="evaluate-unreadable-title" className={styles.title}>
        {t('evaluate.notes.unreadable', { count: files.length })}
      </h3>
      <ul className={styles.files}>
        {shown.map(({ path, error }) => (
          <li key={path}>
            <p className={styles.path}>
              <bdi>{path}</bdi>
            </p>
            <p className={styles.reason}>
              {error === null ? t('evaluate.notes.noLabel') : t(`errors.${error.code}`, error.details)}
            </p>
          </li>
        ))}
      </ul>
      {shown.length < files.length && (
        <Button kind="quiet" onClick={() => setIsLong(true)}>
          {t('evaluate.notes.showAll', { count: files.length })}
        </Button>
      )}
    </Card>
  );
}
