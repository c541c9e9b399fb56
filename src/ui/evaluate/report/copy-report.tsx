import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import styles from './report-table.module.css';

type CopyState = 'idle' | 'copied' | 'refused';

/** Copies the report as scikit-learn prints it. */
export function CopyReport({ textOf }: { textOf: () => string }) {
  const { t } = useTranslation();
  const [state, setState] = useState<CopyState>('idle');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(textOf());
      setState('copied');
    } catch {
      setState('refused');
    }
  };
  return (
    <span className={styles.copy}>
      <span role="status" className={styles.copied}>
        {state === 'copied' && t('evaluate.report.copied')}
        {state === 'refused' && t('evaluate.report.refused')}
      </span>
      <Button
        kind="quiet"
        icon={state === 'copied' ? 'check' : 'copy'}
        onClick={() => void copy()}
        onBlur={() => setState('idle')}
      >
        {t('evaluate.report.copy')}
      </Button>
    </span>
  );
}
