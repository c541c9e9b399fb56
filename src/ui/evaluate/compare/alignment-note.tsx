import { useTranslation } from 'react-i18next';
import type { RunComparison } from '../../../core/evaluation/compare/comparison.ts';
import { useFormat } from '../../shared/format.ts';
import styles from './compare.module.css';

/** How many clips are compared, and how many are not, with the reason. */
export function AlignmentNote({ comparison: { clips } }: { comparison: RunComparison }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { actual, numOnlyA, numOnlyB, numRelabelled } = clips;
  const say = (key: 'shared' | 'onlyA' | 'onlyB' | 'relabelled', count: number) =>
    t(`evaluate.compare.${key}`, { count, clips: format.count(count) });
  return (
    <div className={styles.alignment} data-testid="alignment">
      {actual.length === 0 ? (
        <p role="alert">{t('evaluate.compare.nothingShared')}</p>
      ) : (
        <p>{say('shared', actual.length)}</p>
      )}
      {numOnlyA > 0 && <p>{say('onlyA', numOnlyA)}</p>}
      {numOnlyB > 0 && <p>{say('onlyB', numOnlyB)}</p>}
      {numRelabelled > 0 && <p className={styles.caution}>{say('relabelled', numRelabelled)}</p>}
    </div>
  );
}
