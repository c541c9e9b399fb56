import { useTranslation } from 'react-i18next';
import { Button } from '../../shared/button.tsx';
import { useFormat } from '../../shared/format.ts';
import { ProgressBar } from '../../shared/progress-bar.tsx';
import { useModelWords } from '../../shared/use-model-words.ts';
import { useComparison } from '../evaluation-context.tsx';
import styles from './compare.module.css';
import type { CompareState } from './compare-session.ts';

/** Another model hears the clips: how far, and a way to stop it. */
export function RunningOther({ running }: { running: NonNullable<CompareState['running']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { title } = useModelWords();
  const { comparison } = useComparison();
  const { model, done, total } = running;
  const label = t('evaluate.compare.running', { model: title(model) });
  const text = t('evaluate.run.progress', {
    done: format.count(done),
    count: total,
    total: format.count(total),
  });
  return (
    <div className={styles.running}>
      <p>
        <span role="status">{label}</span> {text}
      </p>
      <ProgressBar share={done === 0 ? null : done / total} label={label} text={text} />
      <Button icon="stop" onClick={() => comparison.clear()}>
        {t('evaluate.run.cancel')}
      </Button>
    </div>
  );
}
